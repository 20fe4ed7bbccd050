package sheets

import "github.com/hjemvej/hjemvej/model"

// reasonWords are those of who could take a visit, and why it stands where it
// stands.
var reasonWords = map[string]model.Text{
	"has it":              {Da: "Har det nu", En: "Has it now"},
	"place":               {Da: "plads %d af %d", En: "place %d of %d"},
	"could take":          {Da: "Kan tage besøget", En: "Could take the visit"},
	"nobody else could":   {Da: "Ingen anden på vagt kan tage det.", En: "Nobody else on duty could take it."},
	"could not":           {Da: "Kan ikke", En: "Could not"},
	"starts":              {Da: "begynder", En: "starts"},
	"bill difference":     {Da: "regning kr.", En: "bill kr."},
	"more travel":         {Da: "vej min", En: "travel min"},
	"what follows":        {Da: "hvad der følger", En: "what follows"},
	"distance":            {Da: "mangler", En: "short"},
	"reason":              {Da: "grund", En: "reason"},
	"call to":             {Da: "ring til %s senest %s: %s → %s", En: "call %s before %s: %s → %s"},
	"moves":               {Da: "%s flytter %s → %s", En: "%s moves %s → %s"},
	"move":                {Da: "flytter %d besøg op til %d min", En: "moves %d visits by up to %d min"},
	"gives up":            {Da: "opgiver %s %s–%s", En: "gives up %s %s–%s"},
	"gives up reserve":    {Da: "opgiver reserve %s–%s", En: "gives up a reserve %s–%s"},
	"role.contact":        {Da: "kontaktperson", En: "contact person"},
	"role.second":         {Da: "fast", En: "named"},
	"role.substitute":     {Da: "afløser", En: "substitute"},
	"agreed with citizen": {Da: "aftalt %s", En: "agreed %s"},
	"no agreed time":      {Da: "ingen aftalt tid", En: "no agreed time"},
	"why here":            {Da: "Derfor her", En: "Why here"},
	"next best":           {Da: "Den næstbedste er %s: %s kr.", En: "The next best is %s: %s kr."},
	"next cheaper":        {Da: "%s ville være billigere: %s kr. Søgningen nåede det ikke, eller det kom til senere.", En: "%s would be cheaper: %s kr. The search did not get there, or it came up later."},
	"able":                {Da: "%d andre kunne", En: "%d others could"},
	"unable":              {Da: "%d kan ikke (%s)", En: "%d can't (%s)"},
	"could":               {Da: "%s kunne, til %s kr.", En: "%s could, at %s kr."},
	"could at":            {Da: "%s kunne klokken %s, til %s kr.", En: "%s could at %s, at %s kr."},
	"cannot":              {Da: "%s kan ikke:", En: "%s can't:"},
	"cannot at":           {Da: "%s kan ikke klokken %s:", En: "%s can't at %s:"},
	"nearest start":       {Da: "Nærmeste mulige begyndelse: %s", En: "The nearest possible start: %s"},
	"has it already":      {Da: "%s har besøget.", En: "%s has the visit."},
	"costs nothing":       {Da: "regningen er den samme", En: "the bill is the same"},
}
