const words = (list: string) => list.split(', ');

export const firstNames = words(
  'Anna, Katarzyna, Małgorzata, Agnieszka, Joanna, Zofia, Łucja, Żaneta, Piotr, Krzysztof, Andrzej, Tomasz, Paweł, Michał, Grzegorz, Świętosław, Bożena, Wojciech, Stanisław, Elżbieta',
);
/** Surnames with one form for women and men. */
export const lastNames = words(
  'Nowak, Wójcik, Kowalczyk, Woźniak, Mazur, Krawczyk, Kaczmarek, Zając, Wieczorek, Stępień, Dudek, Pawlak, Sikora, Baran, Szewczyk, Pietrzak, Wróbel, Jaworek, Malec, Kozioł, Sroka, Gołąb, Świerk, Żak',
);
export const trades = words(
  'Pracownia Remontowa, Usługi Ogólnobudowlane, Biuro Rachunkowe, Zakład Stolarski, Przedsiębiorstwo Handlowe, Studio Projektowe, Gabinet Weterynaryjny, Hurtownia Spożywcza, Warsztat Samochodowy, Kancelaria Podatkowa, Piekarnia Rzemieślnicza, Drukarnia Offsetowa, Restauracja Sezonowa, Firma Transportowa',
);
export const tradeNames = words(
  'Błysk, Horyzont, Jesion, Kuźnia, Łąka, Meridian, Nowina, Ostoja, Polana, Przystań, Rumian, Sosna, Tęcza, Uroczysko, Wiązowa, Zorza, Źródło, Kaskada, Bursztyn, Modrzew',
);
export const companyForms = words('sp. z o.o., S.A., sp.j., sp.k., s.c.');
export const streets = words(
  'Długa, Krótka, Polna, Leśna, Słoneczna, Ogrodowa, Łąkowa, Kwiatowa, Szkolna, Kościuszki, Mickiewicza, Piłsudskiego, Żeromskiego, Królewska, Przemysłowa, Młyńska, Świętojańska, Brzozowa, Źródlana, Wrzosowa',
);
/** Each city with the first two digits of its postal codes. */
export const cities = words(
  'Warszawa 02, Kraków 31, Łódź 91, Wrocław 53, Poznań 60, Gdańsk 80, Szczecin 70, Bydgoszcz 85, Lublin 20, Białystok 15, Katowice 40, Gdynia 81, Częstochowa 42, Radom 26, Toruń 87, Kielce 25, Rzeszów 35, Olsztyn 10, Zielona Góra 65, Świdnica 58, Żywiec 34, Łomża 18',
);
/** Goods sold by the piece, with their sizes. */
export const shelves: readonly { nouns: readonly string[]; sizes: readonly string[] }[] = [
  {
    nouns: words(
      'Kawa mielona, Herbata czarna, Makaron świderki, Ryż biały, Mąka pszenna, Kasza gryczana, Miód lipowy, Dżem truskawkowy, Czekolada gorzka, Płatki owsiane, Musztarda sarepska, Twaróg półtłusty, Masło, Karma dla kota, Orzechy włoskie, Chleb żytni, Ciastka maślane',
    ),
    sizes: words('100 g, 175 g, 250 g, 400 g, 500 g, 1 kg, 2 × 75 g'),
  },
  {
    nouns: words(
      'Mleko, Sok jabłkowy, Woda źródlana, Olej rzepakowy, Oliwa, Ocet jabłkowy, Szampon, Mydło w płynie, Płyn do naczyń, Farba lateksowa, Lakier do drewna, Klej montażowy, Silikon sanitarny, Grunt akrylowy',
    ),
    sizes: words('330 ml, 500 ml, 750 ml, 1 l, 1,5 l, 2,5 l, 5 l'),
  },
  {
    nouns: words(
      'Świeca, Ręcznik, Obrus, Kubek, Talerz, Garnek, Patelnia, Doniczka, Pędzel, Lampa biurkowa, Przedłużacz, Deska do krojenia, Koc, Poduszka, Zasłona, Parasol, Drzwi wewnętrzne, Klamka, Kątownik stalowy, Listwa przypodłogowa',
    ),
    sizes: words('20 cm, 28 cm, 45 cm, 60 × 80 cm, 90 cm, 120 cm, 2 m'),
  },
  {
    nouns: words(
      'Wkręty do drewna, Kołki rozporowe, Żarówki LED, Baterie alkaliczne, Zeszyty w kratkę, Długopisy, Serwetki, Worki na odpady, Pieluchy, Torebki śniadaniowe, Klamerki, Świeczki tortowe',
    ),
    sizes: words('4 szt., 6 szt., 12 szt., 50 szt., 100 szt.'),
  },
];
export const makers = words(
  'Bławat, Czapla, Dąbrowa, Fiołek, Grążel, Halny, Iskra, Jarząb, Kalina, Lipiec, Miętus, Narew, Orlik, Perkoz, Rosiczka, Szafran, Tatarak, Warta, Wilga, Żubr, Brzask, Cis, Dunajec, Gawra, Jodła, Krokus, Leszczyna, Malwa, Olcha, Puszcza',
);
export const weighedNouns = words(
  'Szynka wędzona, Ser gouda, Kiełbasa wiejska, Łosoś świeży, Dorsz filet, Pstrąg wędzony, Jabłka ligol, Gruszki konferencja, Śliwki węgierki, Winogrona białe, Pomidory malinowe, Ogórki gruntowe, Marchew, Ziemniaki myte, Cebula żółta, Papryka czerwona, Pieczarki, Migdały, Rodzynki, Boczek, Schab, Filet z indyka',
);
/** Goods sold by length or area. */
export const measuredNouns = words(
  'Panele podłogowe, Gres szkliwiony, Wykładzina dywanowa, Wełna mineralna, Tkanina zasłonowa, Przewód YDYp 3 × 2,5, Wąż ogrodowy, Listwa sosnowa, Siatka ogrodzeniowa, Folia budowlana, Rura miedziana, Tapeta winylowa',
);
export const packaging = words(
  'butelka PET do 3 l, puszka do 1 l, butelka szklana 0,5 l, skrzynka na 20 butelek, keg 30 l, słoik wielorazowy, butelka szklana 1 l',
);
export const longUnits = words('metr bieżący, komplet duży, zgrzewka 6×2');
