import type { ReactNode } from 'react';
import { Link as AriaLink, Button as BaseButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon, type IconComponent } from './icon.tsx';
import { SpinningIcon } from './spinner.tsx';

type ButtonShape = {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly icon?: IconComponent | undefined;
};

export type ButtonProps = ButtonShape & {
  readonly children: ReactNode;
  readonly onPress?: (() => void) | undefined;
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean | undefined;
  /** Work under way: the button keeps the focus, ignores presses and says so. */
  readonly isPending?: boolean | undefined;
  readonly autoFocus?: boolean;
};

const nothing = () => undefined;

export function Button({ variant = 'secondary', size = 'normal', icon, children, ...rest }: ButtonProps) {
  const { t } = useTranslation('ui');
  const { onPress = nothing, type = 'button', isDisabled = false, isPending = false, autoFocus = false } = rest;
  // Not react-aria's isPending: its announcement outlives the button and then names a node that is gone.
  return (
    <BaseButton
      className="ui-button"
      data-variant={variant}
      data-size={size}
      onPress={isPending ? nothing : onPress}
      type={isPending ? 'button' : type}
      isDisabled={isDisabled}
      aria-disabled={isPending}
      autoFocus={autoFocus}
    >
      {isPending ? <SpinningIcon /> : icon && <Icon of={icon} />}
      {children}
      <span className="ui-hidden" role="status">
        {isPending && t('pending')}
      </span>
    </BaseButton>
  );
}

export type IconButtonProps = {
  readonly icon: IconComponent;
  /** Its name, shown as a tooltip as well. */
  readonly label: string;
  readonly onPress?: (() => void) | undefined;
  readonly variant?: 'secondary' | 'quiet';
  readonly size?: 'normal' | 'small';
  readonly isDisabled?: boolean | undefined;
  /** For a button inside a component of react-aria that gives meaning to it, such as `previous`. */
  readonly slot?: string | undefined;
  readonly className?: string;
};

export function IconButton({
  icon,
  label,
  variant = 'quiet',
  size = 'normal',
  className = '',
  ...rest
}: IconButtonProps) {
  const { onPress, slot, isDisabled } = rest;
  return (
    <TooltipTrigger delay={500}>
      <BaseButton
        className={`ui-button ${className}`}
        data-variant={variant}
        data-size={size}
        data-icon-only
        aria-label={label}
        {...(onPress === undefined ? {} : { onPress })}
        {...(isDisabled === undefined ? {} : { isDisabled })}
        {...(slot === undefined ? {} : { slot })}
      >
        <Icon of={icon} />
      </BaseButton>
      <Tooltip className="ui-tooltip" offset={4}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}

export type LinkButtonProps = ButtonShape & { readonly href: string; readonly children: ReactNode };

/** Goes somewhere and looks like a button. */
export function LinkButton({ variant = 'secondary', size = 'normal', icon, href, children }: LinkButtonProps) {
  return (
    <AriaLink className="ui-button" data-variant={variant} data-size={size} href={href}>
      {icon && <Icon of={icon} />}
      {children}
    </AriaLink>
  );
}

export type TextLinkProps = { readonly href?: string; readonly onPress?: () => void; readonly children: ReactNode };

/** A link within text; without `href` it runs `onPress`. */
export function TextLink({ href, onPress, children }: TextLinkProps) {
  return (
    <AriaLink
      className="ui-link"
      {...(href === undefined ? {} : { href })}
      {...(onPress === undefined ? {} : { onPress })}
    >
      {children}
    </AriaLink>
  );
}
