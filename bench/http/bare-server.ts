import { createServer } from 'node:http';
import { z } from 'zod';

/**
 * What node:http does at best: the same head and body for every request, in a process of its own
 * like the house's. Gets them as a message, answers with its port.
 */
const message = z.object({ head: z.array(z.string()), body: z.string() });

process.once('message', (given) => {
  const { head, body } = message.parse(given);
  const bytes = Buffer.from(body, 'base64');
  const server = createServer((_req, res) => {
    res.writeHead(200, head);
    res.end(bytes);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
  });
});
process.on('disconnect', () => process.exit(0));
