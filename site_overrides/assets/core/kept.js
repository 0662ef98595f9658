// What a page keeps on this phone: small JSON values under one name. `storage` is a function,
// because asking a browser for localStorage can itself throw.

export function kept(storage, store) {
  const key = (name) => `${store}/${name}`;
  return {
    read(name, otherwise) {
      try {
        const text = storage().getItem(key(name));
        return text === null ? otherwise : JSON.parse(text);
      } catch {
        return otherwise;
      }
    },
    /** true when it is really kept */
    write(name, value) {
      try {
        storage().setItem(key(name), JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    drop(name) {
      try {
        storage().removeItem(key(name));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** "{n} of {of}" with values; an unknown name stays as it is */
export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
