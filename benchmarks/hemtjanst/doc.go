// Package hemtjanst imports a real day of Swedish municipal home care, with
// the plan that people made for it, as a case of its own standard.
//
// How the day is read:
//
//   - Each visit is a grant of one date with its planned start as the agreed
//     time. Visits stand alone: nothing is bundled, since the day tells nothing
//     of services.
//   - A visit by two is a row of type Dubbelbemanning beside the overlapping
//     row of the same client, or two equal rows. The longer row is the visit,
//     the other the second person's own part. Where the parts are staggered so
//     that neither holds the other, the first person stays from the first start
//     to the last end: nobody's time is shortened.
//   - Breaks are given with the shift and may begin up to an hour off the
//     planned time, inside the shift. A caregiver's further breaks are
//     activities without place within the same limits.
//   - A 1 at the same position in a client's requirements and a caregiver's
//     attributes is a conflict: a trait of the home that the caregiver can't
//     bear, named attribute-1, attribute-2 …
//   - The usual caregivers of a client are preferred, the first two of them
//     named staff, and all have been there before. Those not at work that day
//     are caregivers without a shift.
//   - Travel times are the three matrices, per mode, with no constant per
//     arrival: the measured times have none to tell apart. There are no metres.
//   - Clients' x and y have no known unit. A unit is taken as a tenth of a
//     degree about (0, 0), where nobody lives: only the picture on a map.
package hemtjanst
