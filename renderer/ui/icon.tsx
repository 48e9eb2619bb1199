import type { ComponentType } from 'react';

/** What an icon of @tabler/icons-react is to this kit. */
export type IconComponent = ComponentType<{
  readonly size?: string | number;
  readonly stroke?: string | number;
  readonly className?: string;
  readonly 'aria-hidden'?: boolean;
}>;

export type IconProps = {
  readonly of: IconComponent;
  readonly size?: 'small' | 'normal' | 'large';
  readonly className?: string;
};

const sizes = { small: '0.9375rem', normal: '1.0625rem', large: '1.75rem' };

/** An ornament beside words: hidden from screen readers, grows with the type. */
export function Icon({ of: Shape, size = 'normal', className = '' }: IconProps) {
  return <Shape size={sizes[size]} stroke={1.75} className={className} aria-hidden />;
}
