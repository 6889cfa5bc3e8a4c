// Clean: a door.
export const db = 'db'
