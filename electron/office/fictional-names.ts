// Names for people who do not exist: common Polish first names and surnames, each surname in the form of its bearer.
import type { Sex } from '../../shared/domain/vocabulary.ts';
import type { Chance } from './fictional-chance.ts';

export type FictionalName = { readonly firstName: string; readonly lastName: string };

const firstNames: Readonly<Record<Sex, readonly string[]>> = {
  female: words(`Agata Agnieszka Aleksandra Alicja Aneta Anna Barbara Beata Bożena Danuta Dominika Dorota Edyta Elżbieta
    Ewa Gabriela Grażyna Halina Hanna Irena Iwona Izabela Jadwiga Joanna Jolanta Justyna Kamila Karolina Katarzyna Kinga
    Krystyna Lucyna Łucja Magdalena Małgorzata Maria Marta Marzena Michalina Monika Natalia Patrycja Paulina Renata
    Stanisława Sylwia Teresa Urszula Weronika Wiesława Zofia Żaneta`),
  male: words(`Adam Andrzej Artur Bartłomiej Bartosz Błażej Bogdan Czesław Damian Daniel Dariusz Dawid Dominik Grzegorz
    Henryk Ireneusz Jacek Jakub Jan Janusz Jarosław Jerzy Józef Kamil Karol Kazimierz Konrad Krzysztof Leszek Łukasz Maciej
    Marcin Marek Mariusz Mateusz Michał Mieczysław Paweł Piotr Przemysław Radosław Rafał Robert Ryszard Sebastian
    Sławomir Stanisław Stefan Szymon Tomasz Wiesław Witold Władysław Wojciech Zbigniew`),
};

/** The same for everybody. */
const fixedSurnames =
  words(`Nowak Wójcik Mazur Kaczmarek Krawczyk Dudek Wróbel Pietrzyk Zając Sikora Baran Duda Szewczyk
  Pawlik Tomczyk Bąk Wilk Lis Kubik Sroka Kmiecik Mróz Gajda Banaś Mucha Żak Gołąb Świątek Kocot Pięta Rdest Łydka Ćwik
  Barczyk Gacek Haberka Majcherek Ślęzak Żurek Źrebiec Kowalik Skubis Osuch Imielak Półtorak Trzcionka Chrząszcz`);

/** As a man bears it; a woman's ends in -a. */
const changingSurnames =
  words(`Kowalski Wiśniewski Kamiński Lewandowski Zieliński Szymański Dąbrowski Kozłowski Jankowski
  Wojciechowski Kwiatkowski Piotrowski Grabowski Pawłowski Michalski Nowicki Adamski Jabłoński Majewski Olszewski
  Jaworski Malinowski Górski Rutkowski Sikorski Ostrowski Baranowski Szczepański Wróblewski Jasiński Zawadzki Sadowski
  Bąkowski Czarnecki Żurawski Łukasiewski Ćwikliński Święcicki Źródłowski Rabsztyński Olkuski Wolbromski`);

const ukrainian: Readonly<Record<Sex, readonly string[]>> = {
  female: words('Oksana Natalija Olena Iryna Tetiana Switłana Halyna Julija Wiktorija Anastasija'),
  male: words('Andrij Ołeksandr Serhij Wołodymyr Iwan Mykoła Dmytro Wasyl Jurij Taras'),
};
const ukrainianSurnames = words('Szewczuk Kowalenko Bondarenko Tkaczenko Krawczenko Melnyk Moroz Łysenko Hryhorenko');

export function makeName(chance: Chance, sex: Sex): FictionalName {
  const firstName = chance.pick(firstNames[sex]);
  const surname = makeSurname(chance, sex);
  const isDouble = chance.isTrue(sex === 'female' ? 0.07 : 0.004);
  const second = isDouble ? makeSurname(chance, sex) : surname;
  return { firstName, lastName: second === surname ? surname : `${surname}-${second}` };
}

/** Of somebody who came from Ukraine, in Polish letters. */
export function makeUkrainianName(chance: Chance, sex: Sex): FictionalName {
  return { firstName: chance.pick(ukrainian[sex]), lastName: chance.pick(ukrainianSurnames) };
}

function makeSurname(chance: Chance, sex: Sex): string {
  if (chance.isTrue(0.45)) return chance.pick(fixedSurnames);
  const masculine = chance.pick(changingSurnames);
  return sex === 'female' ? masculine.replace(/i$/, 'a') : masculine;
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
