/** The little of autocannon 8 that the benchmarks use; it brings no types of its own. */
declare module 'autocannon' {
  interface Request {
    method: 'GET';
    path?: string;
    headers?: Record<string, string>;
    setupRequest?: (request: Request) => Request;
  }
  interface Result {
    errors: number;
    non2xx: number;
    '2xx': number;
    /** Seconds. */
    duration: number;
  }
  export default function autocannon(options: { url: string; connections: number; duration: number; requests: Request[] }): Promise<Result>;
}
