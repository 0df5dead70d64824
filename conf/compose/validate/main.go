// Validate reads compose files as Docker Compose does, by the library it is made of and with every profile, and prints what
// comes of them as JSON, or says what is wrong. No engine is needed.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv, cli.WithProfiles([]string{"*"}))
	stopOn(err)
	project, err := options.LoadProject(context.Background())
	stopOn(err)
	text, err := project.MarshalJSON()
	stopOn(err)
	fmt.Println(string(text))
}

func stopOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
