// An MCP server with a tool, a resource and a prompt, over standard input and output.
// Node.js runs it as it is, without a build: it only leaves the types out.

import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

function createServer(): McpServer {
  const server = new McpServer({ name: 'example', version: '1.0.0' });

  // What a model can do. The schemas become its form in the Inspector.
  server.registerTool(
    'roll-dice',
    {
      title: 'Roll dice',
      description: 'Rolls some dice and adds them up.',
      inputSchema: z.object({
        count: z.number().int().min(1).max(10).default(2).describe('How many dice'),
        sides: z.number().int().min(2).max(100).default(6).describe('How many sides each has'),
      }),
      outputSchema: z.object({ rolls: z.array(z.number()), sum: z.number() }),
    },
    ({ count, sides }) => {
      const rolls = Array.from({ length: count }, () => 1 + Math.floor(Math.random() * sides));
      const sum = rolls.reduce((total, roll) => total + roll, 0);
      // Standard output belongs to the protocol; whatever else you print goes to standard error.
      console.error(`Rolled ${rolls.join(', ')}`);
      return {
        content: [{ type: 'text', text: `${rolls.join(' + ')} = ${sum}` }],
        structuredContent: { rolls, sum },
      };
    },
  );

  // What a model can read.
  server.registerResource(
    'rules',
    'dice://rules',
    { title: 'The rules', description: 'How the dice are rolled', mimeType: 'text/markdown' },
    (uri) => ({
      contents: [
        { uri: uri.href, mimeType: 'text/markdown', text: '# Rules\n\nThe highest sum wins.' },
      ],
    }),
  );

  // What a person can ask a model, with one command.
  server.registerPrompt(
    'play',
    {
      title: 'Play a game',
      description: 'Plays dice against you',
      argsSchema: z.object({ rounds: z.string().describe('How many rounds') }),
    },
    ({ rounds }) => ({
      messages: [
        {
          role: 'user',
          content: { type: 'text', text: `Let us roll dice against each other, ${rounds} rounds.` },
        },
      ],
    }),
  );

  return server;
}

serveStdio(createServer);
