// Package work is how jobs share the processor.
package work
