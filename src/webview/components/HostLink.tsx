import type { MouseEvent, ReactNode } from 'react';

/** A link whose target the extension host opens. Neither the page nor VS Code follows it by itself. */
export function HostLink(props: {
  href: string;
  title: string;
  onOpen: () => void;
  children: ReactNode;
}) {
  const open = (event: MouseEvent) => {
    event.preventDefault();
    // VS Code opens what is clicked in a webview, unless the click never reaches its window.
    event.stopPropagation();
    props.onOpen();
  };
  return (
    <a href={props.href} title={props.title} onClick={open}>
      {props.children}
    </a>
  );
}
