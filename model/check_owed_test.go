package model_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

var owedBreaches = []breach{
	{rule: "R-6.3", name: "medicine left out",
		draft: func(d *draft) { d.drop("med3#31") }},
	{name: "medicine left out, with a certificate",
		draft: func(d *draft) { d.drop("med3#31"); certify("R-6.3", "med3", "med3#31")(d) }},
	{rule: "R-6.3", name: "medicine left out, with another's certificate",
		draft: func(d *draft) { d.drop("med3#31"); certify("R-6.3", "med3", "med3#40")(d) }},
	{rule: "R-6.3", name: "a frame's line left out",
		draft: func(d *draft) { d.drop("frame6.L2#29") }},
	{rule: "R-6.3", name: "a second bath left out",
		draft: func(d *draft) {
			v := d.find("bath1#9")
			v.Does, v.Length, v.Staff[0].Minutes = v.Does[1:], 20, 20
		}},
	{name: "a talk left out: it has its price",
		draft: func(d *draft) { d.drop("talk6#4") }},
	{rule: "R-6.4", name: "shopping left out",
		draft: func(d *draft) {
			d.drop("shop1#4")
			certify("R-6.4", "clean1", "clean1#2")(d)
			certify("R-6.4", "wash1", "wash1#2")(d)
		}},
	{rule: "R-6.4", name: "shopping moved in silence",
		draft: func(d *draft) { d.move("shop4#4", 2, "12:40"); d.breaks["c2@2"] = when(2, "13:25") }},
	{name: "shopping moved and listed",
		draft: func(d *draft) {
			v := d.move("shop4#4", 2, "12:40")
			d.breaks["c2@2"] = when(2, "13:25")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, v.ID)}
		}},
	{rule: "R-6.4", name: "shopping moved, with a wrong deadline",
		draft: func(d *draft) {
			v := d.move("shop4#4", 2, "12:40")
			d.breaks["c2@2"] = when(2, "13:25")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 9, v.ID)}
		}},
	{rule: "R-6.4", name: "shopping moved before its day",
		draft: func(d *draft) {
			v := d.move("shop4#4", 0, "11:00")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, v.ID)}
		}},
	{rule: "R-6.4", name: "a replacement listed for what is done on its day",
		draft: func(d *draft) {
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, d.find("shop4#4").ID)}
		}},
	{name: "shopping booked past the horizon",
		draft: func(d *draft) {
			d.drop("shop4#4")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, "")}
		}},
	{rule: "R-6.4", name: "shopping booked although it could be replaced in time",
		c: func(c *model.Case) { c.Standard.Rules.ReplaceWithin = 2 },
		draft: func(d *draft) {
			d.drop("shop4#4")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 3, "")}
		}},
	{rule: "R-6.4", name: "a debt of the plan before forgotten",
		c: func(c *model.Case) { c.History.Debts = []model.Replacement{replaced("shop4", "shop4#3", -6, 1, "")} }},
	{name: "a debt of the plan before paid",
		c: func(c *model.Case) { c.History.Debts = []model.Replacement{replaced("shop4", "shop4#3", -6, 1, "")} },
		draft: func(d *draft) {
			v := d.put("h4", "", 0, "11:00", 40, "c2", "shop4#3")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#3", -6, 1, v.ID)}
		}},
	{rule: "R-6.4", name: "a debt of the plan before paid late",
		c:     func(c *model.Case) { c.History.Debts = []model.Replacement{replaced("shop4", "shop4#3", -6, 1, "")} },
		draft: func(d *draft) { d.put("h4", "", 2, "12:40", 40, "c2", "shop4#3"); d.breaks["c2@2"] = when(2, "13:25") }},
	{rule: "R-4.2.4", name: "a visit after the grant's end",
		c: func(c *model.Case) { grantOf(c, "help5").To = checkFrom + 5 }},
	{rule: "R-4.2.4", name: "a bath too many",
		draft: func(d *draft) { d.put("h1", "", 5, "11:50", 30, "c1", "bath1#10") }},
	{rule: "R-4.2.4", name: "care on a day that is not granted",
		c: func(c *model.Case) {
			grantOf(c, "help5").Days = model.AllDays &^ (1 << time.Saturday)
		}},
	{rule: "R-4.2.4", name: "a frame's line in the wrong week",
		c: func(c *model.Case) { grantOf(c, "frame6").From -= 7 },
		draft: func(d *draft) {
			for _, v := range d.visits {
				for i := range v.Does {
					renumber(&v.Does[i], 7)
				}
			}
		}},
	{rule: "R-4.2.4", name: "cleaning before it is due",
		c: func(c *model.Case) {
			c.History.Last[0].Date = checkFrom - 8
			serviceOf(c, "cleaning").Class = model.Priced
		},
		draft: func(d *draft) {}},
	{rule: "R-5.1", name: "a grant that went to another provider",
		c: func(c *model.Case) {
			grantOf(c, "help5").Changes = []model.ProviderChange{{Provider: "private", Asked: checkFrom - 40, From: checkFrom + 5}}
		}},
	{rule: "R-5.3", name: "the first bath after its deadline", c: newBath, draft: lateBath},
	{name: "the only bath before the deadline, cancelled",
		c: func(c *model.Case) {
			dropped("bath1", "bath1#1")(c)
			g := grantOf(c, "bath1")
			g.From, g.Decided = checkFrom+3, checkFrom+1
			serviceOf(c, "bath").FirstWithin = 2
		},
		draft: func(d *draft) {
			for _, o := range []string{"bath1#8", "bath1#9"} {
				v := d.find(o)
				v.Does, v.Length, v.Staff[0].Minutes = v.Does[1:], 20, 20
			}
		}},
	{name: "the first bath after its deadline, with a certificate", c: newBath,
		draft: func(d *draft) { lateBath(d); certify("R-5.3", "bath1", "bath1#2")(d) }},
	{name: "a late first bath of a grant that ran before its decision",
		c: func(c *model.Case) { newBath(c); grantOf(c, "bath1").From -= 7 },
		draft: func(d *draft) {
			lateBath(d)
			d.find("bath1#2").Does[0].Occurrence = "bath1#4"
			d.find("bath1#3").Does[0].Occurrence = "bath1#5"
			d.find("bath1#4").ID = "h1/~bath@4"
		}},
	{rule: "R-5.5c", name: "visits while the citizen is in hospital",
		c: func(c *model.Case) {
			c.Absences = []model.Absence{{Home: "h1", From: when(2, "06:00"), To: when(3, "06:00"), Kind: "hospital"}}
		}},
	{name: "no visits while the citizen is in hospital",
		c: func(c *model.Case) {
			c.Absences = []model.Absence{{Home: "h5", From: when(2, "06:00"), To: when(3, "06:00"), Kind: "hospital"}}
		},
		draft: func(d *draft) { d.drop("help5#30") }},
}

// newBath lets home 1's bath begin in the week before, decided on the Wednesday:
// the first is due by this Wednesday.
func newBath(c *model.Case) {
	g := grantOf(c, "bath1")
	g.From, g.Decided = checkFrom-7, checkFrom-5
}

// lateBath gives both baths of the week after that.
func lateBath(d *draft) {
	v := d.find("bath1#8")
	v.Does, v.Length, v.Staff[0].Minutes = v.Does[1:], 20, 20
	d.find("bath1#9").Does[0].Occurrence = "bath1#3"
	d.put("h1", "", 6, "11:50", 30, "c1", "bath1#2")
}

func renumber(d *model.Done, by int) {
	if d.Grant != "frame6" {
		return
	}
	stem, n := d.Occurrence[:len("frame6.L1#")], 0
	for _, r := range d.Occurrence[len(stem):] {
		n = n*10 + int(r-'0')
	}
	d.Occurrence = stem + model.OccurrenceID(strconv.Itoa(n+by))
}

func TestWhatIsOwed(t *testing.T) {
	for _, b := range owedBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}

// A first visit is asked for where something falls due before its deadline
// a line that rests that week began with the plan before.
func TestFirstVisitOfALineThatRests(t *testing.T) {
	c, p := alone(model.Grant{Cadence: model.Cadence{}, From: checkFrom - 2, Decided: checkFrom - 1,
		Pattern: []model.Pattern{{Service: "care", Part: "morning", Every: 2, Minutes: 20}}}, model.Horizon{From: checkFrom, Days: 7})
	if got := missedBy(t, c, p); len(got) > 0 {
		t.Errorf("missed %v", got)
	}
}
