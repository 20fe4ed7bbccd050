package generate

import "github.com/hjemvej/hjemvej/model"

func (b *builder) result() (*model.Case, *model.Plan, Stats, error) {
	return nil, nil, b.measure(), nil
}
