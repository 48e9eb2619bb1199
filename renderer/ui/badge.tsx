import {
  IconCircleCheck,
  IconCircleDot,
  IconCircleMinus,
  IconCircleX,
  IconClockPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { Icon, type IconComponent } from './icon.tsx';

export type Tone = 'new' | 'progress' | 'waiting' | 'done' | 'refused' | 'neutral';

export type BadgeProps = {
  readonly tone: Tone;
  readonly label: string;
  /** Instead of the tone's own icon. */
  readonly icon?: IconComponent;
};

const icons: Record<Tone, IconComponent> = {
  new: IconCircleDot,
  progress: IconPlayerPlay,
  waiting: IconClockPause,
  done: IconCircleCheck,
  refused: IconCircleX,
  neutral: IconCircleMinus,
};

/** A state: icon, words and tone, so that colour never stands alone. */
export function Badge({ tone, label, icon = icons[tone] }: BadgeProps) {
  return (
    <span className="ui-badge" data-tone={tone}>
      <Icon of={icon} size="small" />
      {label}
    </span>
  );
}
