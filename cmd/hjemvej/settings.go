package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"github.com/hjemvej/hjemvej/daemon/settings"
)

// Settings are what a file, the environment and flags may set. They never hold
// domain data.
type Settings struct {
	Lang       string            `mapstructure:"lang"`
	Time       time.Duration     `mapstructure:"time"`
	Iterations int64             `mapstructure:"iterations"`
	Seed       uint64            `mapstructure:"seed"`
	Cores      int               `mapstructure:"cores"`
	JSON       bool              `mapstructure:"json"`
	Quiet      bool              `mapstructure:"quiet"`
	Serve      settings.Settings `mapstructure:"serve"`
}

// settle reads the settings strictly: an unknown key in the file is an error.
func (a *app) settle(cmd *cobra.Command) error {
	v := viper.New()
	v.SetConfigType("yaml")
	v.SetEnvPrefix("HJEMVEJ")
	v.SetEnvKeyReplacer(strings.NewReplacer("-", "_", ".", "_"))
	known := map[string]any{}
	flatten(known, "", reflect.ValueOf(Settings{Lang: "da", Time: time.Minute, Seed: 1, Serve: settings.Default()}))
	for key, value := range known {
		v.SetDefault(key, value)
		if reflect.TypeOf(value).Kind() == reflect.Slice {
			continue
		}
		if err := v.BindEnv(key); err != nil {
			return err
		}
		if flag := cmd.Flags().Lookup(strings.ReplaceAll(strings.TrimPrefix(key, "serve."), "_", "-")); flag != nil {
			v.SetDefault(key, flag.DefValue) // a command may have its own
			if err := v.BindPFlag(key, flag); err != nil {
				return err
			}
		}
	}
	if err := a.readFile(v); err != nil {
		return err
	}
	if err := knownOnly(v.AllSettings(), reflect.TypeFor[Settings](), ""); err != nil {
		return input("settings: %v", err)
	}
	hook := mapstructure.ComposeDecodeHookFunc(mapstructure.TextUnmarshallerHookFunc(),
		mapstructure.StringToTimeDurationHookFunc(), mapstructure.StringToSliceHookFunc(","))
	if err := v.UnmarshalExact(&a.set, viper.DecodeHook(hook)); err != nil {
		return input("settings: %s", plainly(err))
	}
	return a.set.sensible()
}

func (s *Settings) sensible() error {
	if s.Time > 0 && s.Time < time.Millisecond {
		return usage("the time is %v: write it with its unit, as in 90s or 10m", s.Time)
	}
	if s.Lang != "da" && s.Lang != "en" {
		return usage("--lang is %q; da and en are known", s.Lang)
	}
	if s.Iterations < 0 || s.Time < 0 || s.Cores < 0 {
		return usage("--iterations, --time and --cores can't be negative")
	}
	return nil
}

// flatten notes every setting that is no group of settings, by its key.
func flatten(into map[string]any, key string, v reflect.Value) {
	for i := range v.NumField() {
		k := strings.TrimPrefix(key+"."+v.Type().Field(i).Tag.Get("mapstructure"), ".")
		if f := v.Field(i); f.Kind() == reflect.Struct {
			flatten(into, k, f)
		} else {
			into[k] = f.Interface()
		}
	}
}

// knownOnly wants every key of some settings to be one of a type's, and names
// the nearest to one that is not.
func knownOnly(set map[string]any, t reflect.Type, in string) error {
	fields := map[string]reflect.Type{}
	for i := range t.NumField() {
		fields[t.Field(i).Tag.Get("mapstructure")] = t.Field(i).Type
	}
	for key, value := range set {
		ft, ok := fields[key]
		if !ok {
			return unknownKey(in, key, fields)
		}
		if ft.Kind() == reflect.Slice && ft.Elem().Kind() == reflect.Struct {
			list, _ := value.([]any)
			for i, x := range list {
				if m, ok := x.(map[string]any); ok {
					if err := knownOnly(m, ft.Elem(), fmt.Sprintf("%s%s[%d].", in, key, i)); err != nil {
						return err
					}
				}
			}
		}
		if m, ok := value.(map[string]any); ok && ft.Kind() == reflect.Struct {
			if err := knownOnly(m, ft, in+key+"."); err != nil {
				return err
			}
		}
	}
	return nil
}

func unknownKey(in, key string, fields map[string]reflect.Type) error {
	var near []string
	for k := range fields {
		near = append(near, k)
	}
	slices.SortFunc(near, func(a, b string) int {
		if d := distance(key, a) - distance(key, b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return fmt.Errorf("%s%s is not known; did you mean %s%s?", in, key, in, near[0])
}

// distance is how many letters to write, take out or exchange make one word of
// another (Levenshtein 1966).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// plainly is what a library says of a wrong value, without its own names.
func plainly(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	for _, noise := range []string{"decoding failed due to the following error(s): ", "strconv.ParseInt: ", "strconv.ParseUint: ", "strconv.ParseBool: "} {
		text = strings.ReplaceAll(text, noise, "")
	}
	return text
}

func (a *app) readFile(v *viper.Viper) error {
	name := a.file
	if name == "" {
		name = "hjemvej.yaml"
		if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
			return nil
		}
	}
	v.SetConfigFile(name)
	if err := v.ReadInConfig(); err != nil {
		return input("settings file: %v", err)
	}
	return nil
}

// tree is settings as they stand in a file.
func tree(v any) any {
	switch x := reflect.ValueOf(v); {
	case x.Kind() == reflect.Struct:
		m := map[string]any{}
		for i := range x.NumField() {
			m[x.Type().Field(i).Tag.Get("mapstructure")] = tree(x.Field(i).Interface())
		}
		return m
	case x.Kind() == reflect.Slice:
		all := []any{}
		for i := range x.Len() {
			all = append(all, tree(x.Index(i).Interface()))
		}
		return all
	}
	if s, ok := v.(fmt.Stringer); ok {
		return s.String()
	}
	return v
}
