/** The fields of requests and errors in the log. Queries, addresses and texts of people are left out. */
export const logSerializers = { req: loggedRequest, err: loggedError };

function loggedRequest({ method, url }: { method: string; url: string }) {
  return { method, url: url.split('?')[0] ?? '' };
}

/** The stack without the message: messages and query parameters may contain texts of people. */
function loggedError(error: Error) {
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = (cause ?? error) as { code?: unknown };
  const { query } = error as { query?: unknown };
  return {
    type: error.name,
    message: cause?.name ?? error.name,
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .join('\n'),
    ...(typeof code.code === 'string' ? { code: code.code } : {}),
    ...(typeof query === 'string' ? { query } : {}),
  };
}
