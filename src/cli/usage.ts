import type { HelpTopic } from './args/commandNames';

/** What `portcullis help` prints. */
export const USAGE = `Starts MCP servers, proves that they are ready or says why they are not, and talks to them.

Usage
  portcullis COMMAND TARGET … [OPTIONS]

Commands
  check     One launch through the gate: shows the checklist, then stops what it started.
  wait      Waits until a server is ready, then runs a command with the server kept up.
  serve     Starts the servers of a configuration file, with a relay for other MCP clients.
  list      Shows the tools, resources, resource templates and prompts of a server.
  call      Calls a tool and prints its result.
  request   Sends any request and prints the raw result.
  tap       Stands in for a stdio server in another client, and records what they say.
  help      portcullis help COMMAND tells more.

Target
  URL                            A server that runs already, over HTTP.
      --transport http|sse       Streamable HTTP (the default), or the older HTTP+SSE.
      --header NAME:VALUE        Sent with every request. May be given several times.
  --config FILE --server NAME    An entry of a configuration file: .vscode/mcp.json, .mcp.json,
                                 or a settings file with portcullis.servers. If it has only one
                                 server, the name may be left out.
  --stdio -- COMMAND ARGS…       A program that speaks MCP over stdin and stdout.
  --launch -- COMMAND ARGS…      A program that serves MCP over HTTP.
      --url URL                  Where it answers. http://127.0.0.1:{port}/mcp by default.
      --port N|auto              The port that it is to open. A free one by default.
                                 {port} is replaced in URL and ARGS, and PORT is set.

Options
  --timeout MS                   How long a server may take until it is ready, 30000 by default,
                                 and to answer a call or request, without limit by default.
  --era auto|legacy|modern|DATE  Which era, or which revision and no other, of the protocol to speak,
                                 such as 2025-06-18. auto, the default, asks the server.
  --record FILE                  Writes down all traffic of the run, as JSON lines.
  --json                         Prints the result as JSON and nothing else on stdout.
  --help, --version

Results go to stdout, everything else to stderr.

Exit codes
  0  done    1  not ready, or an error as the answer    2  wrong usage    130  interrupted
`;

const HELP: Readonly<Record<HelpTopic, string>> = {
  check: `portcullis check TARGET [--json] [--timeout MS]

One launch through the gate. Draws the checklist, says what was found or what is wrong and what may
help, and stops what it started.

  portcullis check --stdio -- node server.js
  portcullis check --config .vscode/mcp.json --server weather
  portcullis check http://127.0.0.1:3001/mcp --json

Exit code 0 ready, 1 not ready, 2 wrong usage.
`,
  wait: `portcullis wait TARGET [--timeout MS] [-- COMMAND ARGS…]

Waits until the server is ready, then runs COMMAND with the server kept up, and ends with its exit
code. A server that somebody else runs is tried again until it answers. In COMMAND, {url} and {port}
are those of the server; PORTCULLIS_URL is set. After --stdio and --launch the last -- begins COMMAND.

  portcullis wait http://127.0.0.1:3001/mcp --timeout 60000
  portcullis wait --launch -- node server.js --port {port} -- npx playwright test

Exit code: that of COMMAND; 1 not ready, 2 wrong usage.
`,
  serve: `portcullis serve --config FILE [--server NAME…] [--port N|auto] [--json]

Starts the servers of FILE, all of them or those that are named, and goes on until Ctrl-C. Tells of
each server when it is ready or has failed, and again when it crashes or is back.

Other MCP clients reach the HTTP servers through the relay on 127.0.0.1, at the URL that is printed;
--port chooses its port. For a server over stdio, the command line that is printed stands in for the
server's own in the configuration of another client.

  portcullis serve --config .mcp.json
  portcullis serve --config .mcp.json --server weather --json

--record holds what passes through the relay as well; a tap has a --record of its own.

With --json, a line for each: {"server", "state", "relayUrl"?, "token"?, "tap"?, "diagnosis"?}. The
token goes into the header X-Portcullis-Token. "tap" is {"command", "args"}.

Exit code 0 after Ctrl-C, 1 if no server got ready, 2 wrong usage.
`,
  list: `portcullis list TARGET [tools|resources|templates|prompts] [--json]

Shows what the server offers, all pages of it: everything, or one kind. With --json the items are as
the server sent them. Arguments in [brackets] may be left out.

  portcullis list --stdio -- node server.js
  portcullis list http://127.0.0.1:3001/mcp tools --json | jq -r '.[].name'

Exit code 0 listed, 1 not ready or a list could not be had, 2 wrong usage.
`,
  call: `portcullis call TARGET TOOL [JSON | - | --arg NAME=VALUE …] [--json]
                [--elicit JSON …] [--sampling TEXT …]

Calls a tool. Its arguments are a JSON object, the JSON on stdin (-), or an --arg for each, whose type
the tool's schema tells: numbers, true and false, JSON for objects and arrays, text without quotes.
An array may also be given as several --arg of the same name.

Text of the result is printed as it is, other content in a line that says what it is; with --json, the
raw result. On a terminal, progress is shown. Ctrl-C cancels the call and stops the server.

What the server asks back while the call runs is asked of you on a terminal. Elsewhere it is declined,
and said on stderr, unless an answer stands ready:
  --elicit JSON     the content of a form, or '{}' to agree to visit a page
  --sampling TEXT   the message that a model would write
Both may be given several times, in the order in which the server asks.

  portcullis call --stdio add '{"a": 1, "b": 2}' -- node server.js
  portcullis call --config .mcp.json --server weather forecast --arg city=Oslo --arg days=3
  portcullis call http://127.0.0.1:3001/mcp summarize - < input.json

Exit code 0 done, 1 an error as the answer or not ready, 2 wrong usage.
`,
  request: `portcullis request TARGET METHOD [JSON | -] [--json]

Sends one request as it is, and prints the result as the server sent it. With --json an error, too, is
printed on stdout: {"error": {"code", "message"}}. --elicit and --sampling are as of call.

  portcullis request --stdio resources/read '{"uri": "file:///a"}' -- node server.js
  portcullis request http://127.0.0.1:3001/mcp ping

Exit code 0 a result, 1 an error or not ready, 2 wrong usage.
`,
  tap: `portcullis tap --config FILE --server NAME [--record FILE]

Stands in for a server over stdio in the configuration of another MCP client: starts it, passes on every
byte both ways, and records what is said. Portcullis in VS Code shows it among the messages of that
server; --record writes it to a file besides. portcullis serve prints the line to put into the client.

  {"command": "portcullis", "args": ["tap", "--config", "/home/ada/app/.mcp.json", "--server", "weather"]}

Ends as the server ends. Exit code 1 if it cannot be started, and stderr says why; 2 wrong usage.
`,
};

const COMMON = `
TARGET and the options --timeout, --era and --record are told by portcullis help.
`;

/** What `portcullis help COMMAND` prints. */
export function helpOf(topic: HelpTopic): string {
  return topic === 'tap' ? HELP.tap : `${HELP[topic]}${COMMON}`;
}
