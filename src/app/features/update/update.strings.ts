export const updateStrings = {
  waiting: 'A new version is ready. Reload when it suits you.',
  changed: 'Another tab started a new version. Reload when it suits you.',
  reload: 'Reload',
  later: 'Later',
}
