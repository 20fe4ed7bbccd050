package compare

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// stretch is a value with an interval.
func stretch(low, high float64) model.ComparedValue {
	return model.ComparedValue{Has: true, Value: (low + high) / 2, Low: low, High: high, Interval: true}
}

// apart are sides that are no pairs.
func apart(n int) []int {
	first := make([]int, n)
	for i := range first {
		first[i] = i
	}
	return first
}

func TestRank(t *testing.T) {
	none := model.ComparedValue{Has: true, Value: 1}
	for _, c := range []struct {
		name   string
		better model.Better
		values []model.ComparedValue
		want   string
	}{
		{"parted", model.Less, []model.ComparedValue{stretch(5, 6), stretch(1, 2), stretch(3, 4)}, "3-3 1-1 2-2"},
		{"more is better", model.More, []model.ComparedValue{stretch(5, 6), stretch(1, 2), stretch(3, 4)}, "1-1 3-3 2-2"},
		{"all overlap", model.Less, []model.ComparedValue{stretch(1, 3), stretch(2, 4)}, "1-2 1-2"},
		{"touching is not parted", model.Less, []model.ComparedValue{stretch(1, 2), stretch(2, 3)}, "1-2 1-2"},
		{"a chain: the ends part, the middle does not", model.Less, []model.ComparedValue{stretch(1, 3), stretch(2, 5), stretch(4, 6)}, "1-2 1-3 2-3"},
		{"one before two alike", model.Less, []model.ComparedValue{stretch(1, 2), stretch(3, 5), stretch(4, 6)}, "1-1 2-3 2-3"},
		{"without an interval no rank, and none counted", model.Less, []model.ComparedValue{none, stretch(3, 4), stretch(1, 2)}, "0-0 2-2 1-1"},
		{"one alone", model.Less, []model.ComparedValue{none, stretch(3, 4)}, "0-0 0-0"},
		{"nothing", model.Less, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rank(c.values, surely(c.values, nil, apart(len(c.values)), c.better))
			if got := ranks(c.values); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func ranks(values []model.ComparedValue) string {
	text := ""
	for i, v := range values {
		if i > 0 {
			text += " "
		}
		text += fmt.Sprintf("%d-%d", v.Best, v.Worst)
	}
	return text
}

// Pairs are ranked by their difference, however wide each interval is.
func TestPairsAreRankedByTheirDifference(t *testing.T) {
	wide := make([]float64, 500)
	better := make([]float64, 500)
	for i := range wide {
		wide[i] = float64(i)
		better[i] = wide[i] - 2 + float64(i%3) - 1 // always a little less
	}
	values := []model.ComparedValue{stretch(12, 487), stretch(10, 485)}
	rank(values, surely(values, [][]float64{wide, better}, []int{0, 0}, model.Less))
	if got := ranks(values); got != "2-2 1-1" {
		t.Errorf("as a pair: %s", got)
	}
	rank(values, surely(values, [][]float64{wide, better}, apart(2), model.Less))
	if got := ranks(values); got != "1-2 1-2" {
		t.Errorf("apart: %s", got)
	}
}

// Whatever the intervals: every rank is possible, the best of all may be first,
// and turning all intervals round turns the ranks round.
func TestRanksHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "sides")
		values, turned := make([]model.ComparedValue, n), make([]model.ComparedValue, n)
		for i := range values {
			low := float64(rapid.IntRange(-20, 20).Draw(t, "low"))
			values[i] = stretch(low, low+float64(rapid.IntRange(0, 10).Draw(t, "wide")))
			turned[i] = stretch(-values[i].High, -values[i].Low)
		}
		rank(values, surely(values, nil, apart(n), model.Less))
		rank(turned, surely(turned, nil, apart(n), model.More))
		for i, v := range values {
			if v.Best < 1 || v.Best > v.Worst || v.Worst > n {
				t.Fatalf("rank %d–%d of %d", v.Best, v.Worst, n)
			}
			if turned[i].Best != v.Best || turned[i].Worst != v.Worst {
				t.Fatalf("turned round %d–%d is %d–%d", v.Best, v.Worst, turned[i].Best, turned[i].Worst)
			}
		}
		if !slices.ContainsFunc(values, func(v model.ComparedValue) bool { return v.Best == 1 }) {
			t.Fatalf("nobody may be first: %s", ranks(values))
		}
	})
}
