/** The words that the server writes into the page before any script runs; the web app shows the same ones. */
export type FirstScreen = Record<
  | 'title'
  | 'lead'
  | 'scan'
  | 'type'
  | 'photo'
  | 'camera'
  | 'privacy'
  | 'lostTitle'
  | 'lostText'
  | 'toStart'
  | 'myInvoices',
  string
>;
