package service

import (
	"os"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }
