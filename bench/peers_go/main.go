// peers_go: main text by go-trafilatura and go-readability over the pages named on standard input
// (one path a line); writes one JSON object a page and, last, the pages a second of each tool.
// Run by bench/peers-pages.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"runtime"
	"strings"
	"syscall"

	readability "github.com/go-shiori/go-readability"
	trafilatura "github.com/markusmobius/go-trafilatura"
)

func load(path string) []byte {
	data, _ := os.ReadFile(path)
	if !strings.HasSuffix(path, ".gz") {
		return data
	}
	reader, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	data, _ = io.ReadAll(reader)
	return data
}

func byTrafilatura(fallback bool) func([]byte) string {
	return func(page []byte) string {
		result, err := trafilatura.Extract(bytes.NewReader(page), trafilatura.Options{EnableFallback: fallback})
		if err != nil {
			return ""
		}
		return result.ContentText
	}
}

func byReadability(page []byte) string {
	address, _ := url.Parse("http://localhost/")
	article, err := readability.FromReader(bytes.NewReader(page), address)
	if err != nil {
		return ""
	}
	return article.TextContent
}

// Processor time so far, in seconds.
func spent() float64 {
	var use syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &use)
	return float64(use.Utime.Sec+use.Stime.Sec) + float64(use.Utime.Usec+use.Stime.Usec)/1e6
}

func main() {
	runtime.GOMAXPROCS(1)
	tools := []struct {
		name string
		read func([]byte) string
	}{
		{"go-trafilatura", byTrafilatura(false)},
		{"go-trafilatura with fallback", byTrafilatura(true)},
		{"go-readability", byReadability},
	}
	var paths []string
	var pages [][]byte
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		paths = append(paths, lines.Text())
		pages = append(pages, load(lines.Text()))
	}
	out := json.NewEncoder(os.Stdout)
	for _, tool := range tools {
		start := spent()
		for i, page := range pages {
			out.Encode(map[string]string{"tool": tool.name, "file": paths[i], "body": tool.read(page)})
		}
		speed := float64(len(pages)) / (spent() - start)
		out.Encode(map[string]string{"tool": tool.name, "speed": fmt.Sprintf("%.1f", speed)})
	}
}
