// expect eslint(no-restricted-globals): time is the Clock port
export const now = () => Date.now()
