/** The few words that the kit itself says; everything else is passed in. */
export const uiStrings = {
  cancel: 'Cancel',
  close: 'Close',
  dismiss: 'Dismiss',
  messages: 'Messages',
}
