package store

import (
	"database/sql"
	"reflect"
	"strings"
	"unicode/utf8"
)

// Postgres holds no text that has a zero byte or isn't UTF-8, and fails a whole
// transaction that asks for it; SQLite holds any bytes. So that both behave the
// same, the store asks neither: nothing of such a name is there, and to
// write it is ErrText.

// textual says whether a database holds all texts among the arguments of a statement.
func textual(args []any) bool {
	for _, arg := range args {
		if s, ok := arg.(sql.NullString); ok {
			arg = s.String
		}
		if v := reflect.ValueOf(arg); v.Kind() == reflect.String && !isText(v.String()) {
			return false
		}
	}
	return true
}

func isText(s string) bool { return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 }
