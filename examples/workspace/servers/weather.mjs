// A small MCP server over stdio, or over Streamable HTTP with --http.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import * as z from 'zod';

const { values } = parseArgs({
  options: {
    http: { type: 'boolean', default: false },
    host: { type: 'string', default: '127.0.0.1' },
    'boot-seconds': { type: 'string', default: '0' },
  },
});

function createWeatherServer() {
  const server = new McpServer(
    { name: 'weather', version: '1.0.0' },
    { instructions: 'Ask `forecast` for the weather of a city. The weather is invented.' },
  );
  server.registerTool(
    'forecast',
    {
      title: 'Forecast',
      description: 'The weather in a city for the next days.',
      inputSchema: {
        city: z.string().describe('Name of the city'),
        days: z.number().int().min(1).max(7).default(3),
        unit: z.enum(['celsius', 'fahrenheit']).default('celsius'),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ city, days, unit }) => {
      const lines = Array.from({ length: days }, (_, day) => {
        const celsius = 12 + ((city.length * 7 + day * 5) % 17);
        const shown = unit === 'celsius' ? `${celsius} °C` : `${Math.round(celsius * 1.8 + 32)} °F`;
        return `Day ${day + 1}: ${shown}`;
      });
      return { content: [{ type: 'text', text: `${city}\n${lines.join('\n')}` }] };
    },
  );
  return server;
}

async function answerOverHttp(request, response) {
  if (new URL(request.url, 'http://localhost').pathname !== '/mcp') {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    return;
  }
  // Stateless: each request gets a server of its own.
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  response.on('close', () => transport.close());
  await createWeatherServer().connect(transport);
  await transport.handleRequest(request, response);
}

await new Promise((resolve) => setTimeout(resolve, Number(values['boot-seconds']) * 1000));
if (values.http) {
  const port = Number(process.env.PORT);
  createServer(answerOverHttp).listen(port, values.host, () => {
    console.error(`Weather server listening on ${values.host}, port ${port}`);
  });
} else {
  await createWeatherServer().connect(new StdioServerTransport());
}
