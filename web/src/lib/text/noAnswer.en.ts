/** Sentences for when the server gave none: the start page loads only these. */
export const noAnswerEn = {
  internal: 'Something went wrong on our side. Try again in a moment.',
  unavailable: 'The service is not answering right now. Try again in a moment.',
  offline: 'No internet connection. Nothing is lost: try again when you are back online.',
  timeout: 'The answer did not come in time. Nothing is lost: try again.',
};
