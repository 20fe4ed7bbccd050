module github.com/hjemvej/hjemvej

go 1.26

require (
	github.com/google/go-cmp v0.7.0
	github.com/paulmach/orb v0.14.0
	pgregory.net/rapid v1.3.0
)
