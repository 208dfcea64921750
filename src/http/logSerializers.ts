/** What a log line may say of a request and of an error: query texts, addresses and what people wrote stay out. */
export const logSerializers = { req: loggedRequest, err: loggedError };

function loggedRequest({ method, url }: { method: string; url: string }) {
  return { method, url: url.split('?')[0] ?? '' };
}

/** Where it broke, without what was in it: messages and parameters of a query may hold what people wrote. */
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
