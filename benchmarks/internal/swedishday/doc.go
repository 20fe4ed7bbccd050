// Package swedishday reads the published day of Swedish municipal home care, as
// its files state it: clients, caregivers, who usually comes to whom, visits and
// breaks as people planned them, and measured travel times.
package swedishday
