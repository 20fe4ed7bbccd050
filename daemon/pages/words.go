package pages

import (
	"strconv"
	"strings"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// words are those of the pages, Danish and English.
var words = map[string]model.Text{
	"title":      {Da: "Hjemvej · status", En: "Hjemvej · status"},
	"areas":      {Da: "Områder", En: "Areas"},
	"area":       {Da: "Område", En: "Area"},
	"plan":       {Da: "Gældende plan", En: "Plan that stands"},
	"noplan":     {Da: "ingen plan endnu", En: "no plan yet"},
	"price":      {Da: "Pris, kr.", En: "Price, kr."},
	"unserved":   {Da: "Uaflyselig hjælp ikke dækket", En: "Care never cancelled, undone"},
	"calls":      {Da: "Opkald", En: "Calls"},
	"named":      {Da: "Hos faste medarbejdere", En: "By named staff"},
	"travel":     {Da: "Transport", En: "Travel"},
	"open":       {Da: "Åbne hændelser", En: "Open events"},
	"draft":      {Da: "kladde venter på godkendelse", En: "a draft waits for approval"},
	"jobs":       {Da: "Opgaver", En: "Jobs"},
	"job":        {Da: "Opgave", En: "Job"},
	"state":      {Da: "Tilstand", En: "State"},
	"progress":   {Da: "Fremdrift", En: "Progress"},
	"pace":       {Da: "Iterationer/s", En: "Iterations/s"},
	"created":    {Da: "Bestilt", En: "Asked for"},
	"none":       {Da: "ingen", En: "none"},
	"summary":    {Da: "oversigt", En: "summary"},
	"gantt":      {Da: "tidslinje", En: "timeline"},
	"map":        {Da: "kort", En: "map"},
	"calllist":   {Da: "opkaldsliste", En: "calls"},
	"tours":      {Da: "kørelister", En: "tour lists"},
	"diff":       {Da: "forskelle", En: "differences"},
	"api":        {Da: "API", En: "API"},
	"logout":     {Da: "Log ud", En: "Log out"},
	"login":      {Da: "Log ind", En: "Log in"},
	"token":      {Da: "Adgangsnøgle", En: "Token"},
	"tokenhelp":  {Da: "Nøglen begynder med hjv_ og fås af den, der driver tjenesten.", En: "It begins with hjv_, and whoever runs the service gives it to you."},
	"wrongtoken": {Da: "Nøglen er ukendt, udløbet eller trukket tilbage.", En: "The token is unknown, expired or revoked."},
	"queued":     {Da: "i kø", En: "queued"}, "running": {Da: "i gang", En: "running"}, "done": {Da: "færdig", En: "done"},
	"failed": {Da: "fejlet", En: "failed"}, "cancelled": {Da: "annulleret", En: "cancelled"},
	"kind-plan": {Da: "plan", En: "plan"}, "kind-replan": {Da: "rettelse", En: "mend"}, "kind-check": {Da: "kontrol", En: "check"},
	"kind-compare": {Da: "sammenligning", En: "comparison"}, "kind-retention": {Da: "oprydning", En: "retention"},
	"kind-summary": {Da: "nattens regnskab", En: "summary of the night"},
	"nights":       {Da: "Sidste nat", En: "Last night"}, "night": {Da: "Nat", En: "Night"},
	"night-published": {Da: "planlagt og udgivet", En: "planned and published"}, "night-waits": {Da: "planlagt, venter på godkendelse", En: "planned, waits for approval"},
	"night-under-way": {Da: "planlægges endnu", En: "still being planned"}, "night-failed": {Da: "planlægning fejlede", En: "planning failed"},
	"night-missing": {Da: "ikke planlagt", En: "not planned"},
	"published":     {Da: "udgivet", En: "published"},
}

// word is a word in a language.
func word(lang, key string) string { return words[key].In(lang) }

// Kroner is a price in whole kroner, with the thousands apart.
func (v *view) Kroner(p model.Price) string {
	digits := strconv.FormatInt(int64(p)/100, 10)
	apart := "."
	if v.Lang == "en" {
		apart = ","
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && d != '-' && digits[i-1] != '-' && (len(digits)-i)%3 == 0 {
			b.WriteString(apart)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// When is a time by the clock on the wall.
func (v *view) When(t time.Time) string {
	if v.Lang == "en" {
		return t.In(model.Zone).Format("2 Jan 15:04")
	}
	return t.In(model.Zone).Format("02-01 15:04")
}

// Pace is a figure without decimals.
func (v *view) Pace(x float64) string { return strconv.FormatFloat(x, 'f', 0, 64) }

func percent(part, whole int, lang string) string {
	if whole == 0 {
		return "–"
	}
	s := strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 1, 64) + " %"
	if lang == "da" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
