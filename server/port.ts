import { createServer } from 'node:net';
import { Sentence } from './sentence.ts';

/**
 * The port to listen on, known before anything is started: addresses are told to other
 * programs, and a busy port should be said at once, not after a build. 0 picks a free one.
 */
export async function choosePort(wanted: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new Sentence(`Port ${wanted} is in use. Stop what listens there, or choose another: PORT=${wanted + 1} npm start.`));
      else if (error.code === 'EACCES')
        reject(new Sentence(`Port ${wanted} may not be opened by this user. Choose one above 1023: PORT=3000 npm start.`));
      else reject(error);
    });
    probe.listen(wanted, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      probe.close(() => resolve(port));
    });
  });
}
