/** What `portcullis --help` prints. */
export const USAGE = `Proves that an MCP server is ready, or says why it is not.

Usage
  portcullis check TARGET [--json] [--timeout MS]
  portcullis wait TARGET [--timeout MS] [-- COMMAND ARGS…]

Commands
  check   One launch through the gate: shows the checklist, then stops what it started.
  wait    Waits until the server is ready, then runs COMMAND with the server kept up, and ends
          with its exit code. A server that somebody else runs is tried again until it answers.
          In COMMAND, {url} and {port} are those of the server; PORTCULLIS_URL is set.

Target
  URL                            A server that runs already, over HTTP.
      --transport http|sse       Streamable HTTP (the default), or the older HTTP+SSE.
      --header NAME:VALUE        Sent with every request. May be given several times.
  --config FILE --server NAME    An entry of a configuration file: .vscode/mcp.json, .mcp.json,
                                 or a settings file with portcullis.servers.
  --stdio -- COMMAND ARGS…       A program that speaks MCP over stdin and stdout.
  --launch -- COMMAND ARGS…      A program that serves MCP over HTTP.
      --url URL                  Where it answers. http://127.0.0.1:{port}/mcp by default.
      --port N|auto              The port that it is to open. A free one by default.
                                 {port} is replaced in URL and ARGS, and PORT is set.

Options
  --timeout MS   How long the server may take until it is ready. 30000 by default.
  --json         Prints the result as JSON and nothing else.
  --help, --version

With wait, after --stdio and --launch the last -- begins COMMAND:
  portcullis wait --launch -- node server.js --port {port} -- npx playwright test

Exit codes
  0  ready (wait: the exit code of COMMAND)    1  not ready    2  wrong usage
  130  interrupted
`;
