//go:build !linux

package casefile

func exchangeNames(string, string) error { return errNoExchange }
