// Validate reads compose files as Docker Compose does, by the library it is made of and with every profile, and prints the
// services that come of them, or says what is wrong. No engine is needed.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv, cli.WithProfiles([]string{"*"}))
	stopOn(err)
	project, err := options.LoadProject(context.Background())
	stopOn(err)
	fmt.Println(strings.Join(project.ServiceNames(), " "))
}

func stopOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
