import { createElement, isValidElement, memo, type ReactNode, useRef, useState } from 'react';

/**
 * Wraps a control so that it is drawn again only when something about it that shows has changed. One of React Aria's takes
 * some 0.3 ms to render and a window holds a hundred, while parents give new handlers and new children with every event
 * of the stream. Handlers (`onPress`, `onChange`, …) are no change: the newest one is called.
 */
export function steady<P extends object>(draw: (props: P) => ReactNode): (props: P) => ReactNode {
  const Drawn = memo(draw, haveSameProps);
  return function Steady(props: P): ReactNode {
    const latest = useRef(props);
    latest.current = props;
    const [handlers] = useState(() => new Map<string, Handler>());
    const handlerOf = (name: string): Handler => {
      const known = handlers.get(name);
      if (known !== undefined) return known;
      const handler: Handler = (...args) => {
        const newest: unknown = Reflect.get(latest.current, name);
        return typeof newest === 'function' ? Reflect.apply(newest, undefined, args) : undefined;
      };
      handlers.set(name, handler);
      return handler;
    };
    const given = { ...props };
    for (const [name, value] of Object.entries(props))
      if (typeof value === 'function' && /^on[A-Z]/.test(name)) Reflect.set(given, name, handlerOf(name));
    return createElement(Drawn, given);
  };
}

type Handler = (...args: unknown[]) => unknown;

/** What is written as JSX or as a list is new with every rendering; it is compared by what it says. */
const BY_CONTENT: ReadonlySet<string> = new Set(['children', 'options', 'style']);

/** Whether two sets of properties show the same. Functions, refs and objects count as changed where they are other ones. */
export function haveSameProps(before: object, after: object): boolean {
  const names = Object.keys(before);
  return (
    names.length === Object.keys(after).length &&
    names.every((name) => {
      const [one, other]: unknown[] = [Reflect.get(before, name), Reflect.get(after, name)];
      return Object.is(one, other) ? name in after : BY_CONTENT.has(name) && showTheSame(one, other);
    })
  );
}

function showTheSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((part, index) => showTheSame(part, other[index]))
    );
  if (isValidElement<object>(one))
    return (
      isValidElement<object>(other) &&
      one.type === other.type &&
      one.key === other.key &&
      haveSameProps(one.props, other.props)
    );
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  // An option of a list, or a style.
  return isPlain(one) && isPlain(other) && haveSameProps(one, other);
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
