declare global {
  namespace App {
    interface PageState {
      /** Which way of finding a receipt is open; kept in the history so that Back closes it. */
      finder?: 'scan' | 'type' | 'photo';
    }
  }
}

export {};
