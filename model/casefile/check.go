package casefile

import "github.com/hjemvej/hjemvej/model"

func check(r *reader, c *model.Case, t *tables, at *yamlReader) { sortLists(c) }
