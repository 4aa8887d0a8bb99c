"""Towns, districts and counties, and which of Labour's regions each lies in; no database, no clock.

Constituencies and the towns of groups come from the database; these are the places that people say beside
them. A place in two regions stands under both. North Cumbria belongs to North, as in Labour's rules.
"""

from collections.abc import Iterator, Mapping

BY_REGION: Mapping[str, str] = {
    "east": """
        Basildon; Bedford; Bedfordshire; Braintree; Breckland; Brentwood; Broxbourne; Bury St Edmunds;
        Cambridge; Cambridgeshire; Castle Point; Chelmsford; Clacton-on-Sea; Colchester; Dacorum;
        Dunstable; Ely; Epping Forest; Essex; Felixstowe; Great Yarmouth; Grays; Harlow; Harpenden;
        Harwich; Hatfield; Haverhill; Hemel Hempstead; Hertford; Hertfordshire; Hertsmere; Huntingdon;
        Ipswich; King’s Lynn; Leighton Buzzard; Letchworth; Lowestoft; Luton; Maldon; Newmarket; Norfolk;
        Norwich; Peterborough; Rochford; Royston; St Albans; St Neots; Southend-on-Sea; Stevenage;
        Sudbury; Suffolk; Tendring; Three Rivers; Thetford; Thurrock; Uttlesford; Watford; Welwyn Garden
        City; Wisbech
    """,
    "east-midlands": """
        Amber Valley; Ashfield; Bassetlaw; Beeston; Blaby; Bolsover; Boston; Broxtowe; Buxton; Charnwood;
        Chesterfield; Corby; Daventry; Derby; Derbyshire; Erewash; Gainsborough; Gedling; Glossop;
        Grantham; High Peak; Hinckley; Ilkeston; Kettering; Leicester; Leicestershire; Lincoln;
        Lincolnshire; Long Eaton; Loughborough; Louth; Mansfield; Market Harborough; Matlock; Melton
        Mowbray; Newark-on-Trent; Northampton; Northamptonshire; Nottingham; Nottinghamshire; Oadby;
        Retford; Rushcliffe; Rutland; Skegness; Sleaford; Spalding; Stamford; Swadlincote; Wellingborough;
        Worksop
    """,
    "london": """
        Barking; Barnet; Bethnal Green; Bexley; Bow; Brent; Brixton; Bromley; Camden; Chelsea; City of
        London; Clapham; Croydon; Dagenham; Deptford; Ealing; East Ham; Edmonton; Enfield; Finchley; Fulham;
        Greenwich; Hackney; Hammersmith; Hampstead; Haringey; Harrow; Havering; Hillingdon; Holborn;
        Hornsey; Hounslow; Ilford; Islington; Kensington; Kingston upon Thames; Lambeth; Lewisham; London;
        Merton; Mitcham; Newham; Norwood; Peckham; Poplar; Putney; Redbridge; Richmond; Richmond upon
        Thames; Romford; Shoreditch; Southgate; Southwark; St Pancras; Stepney; Stratford; Streatham;
        Sutton; Tooting; Tottenham; Tower Hamlets; Uxbridge; Vauxhall; Walthamstow; Wandsworth; Westminster;
        Wimbledon; Wood Green; Woolwich
    """,
    "north": """
        Ashington; Berwick-upon-Tweed; Billingham; Bishop Auckland; Blyth; Carlisle; Chester-le-Street;
        Cleveland; Consett; County Durham; Cumberland; Cumbria; Darlington; Durham; Gateshead; Hartlepool;
        Hexham; Jarrow; Middlesbrough; Morpeth; Newcastle upon Tyne; Newton Aycliffe; North Shields; North
        Tyneside; Northumberland; Penrith; Peterlee; Redcar; South Shields; South Tyneside;
        Stockton-on-Tees; Sunderland; Teesside; Tyne and Wear; Wallsend; Washington; Westmorland and
        Furness; Whitehaven; Whitley Bay; Workington
    """,
    "north-west": """
        Accrington; Altrincham; Ashton-under-Lyne; Barrow-in-Furness; Birkenhead; Blackburn; Blackpool;
        Bolton; Bootle; Burnley; Bury; Cheshire; Chester; Chorley; Crewe; Cumbria; Darwen; Ellesmere Port;
        Fleetwood; Fylde; Greater Manchester; Halton; Hyndburn; Kendal; Knowsley; Lancashire; Lancaster;
        Leigh; Leyland; Liverpool; Macclesfield; Manchester; Merseyside; Morecambe; Nelson; Northwich;
        Oldham; Ormskirk; Pendle; Preston; Rawtenstall; Ribble Valley; Rochdale; Rossendale; Runcorn; Sale;
        Salford; Sefton; Skelmersdale; Southport; St Helens; Stalybridge; Stockport; Tameside; Trafford;
        Warrington; Westmorland; Westmorland and Furness; Widnes; Wigan; Winsford; Wirral; Wyre
    """,
    "south-east": """
        Abingdon; Adur; Aldershot; Andover; Ashford; Aylesbury; Banbury; Basingstoke; Berkshire; Bexhill;
        Bicester; Bognor Regis; Bracknell; Brighton; Buckinghamshire; Canterbury; Chatham; Chichester;
        Crawley; Dartford; Dover; Eastbourne; Eastleigh; East Sussex; Epsom; Fareham; Farnborough;
        Folkestone; Gillingham; Gosport; Gravesend; Guildford; Hampshire; Hastings; Havant; High Wycombe;
        Horsham; Hove; Isle of Wight; Kent; Lewes; Maidenhead; Maidstone; Margate; Medway; Milton Keynes;
        Newbury; Newport; Oxford; Oxfordshire; Portsmouth; Ramsgate; Reading; Redhill; Reigate; Rochester;
        Runnymede; Sevenoaks; Sittingbourne; Slough; Southampton; Spelthorne; Staines; Surrey; Swale;
        Thanet; Tonbridge; Tunbridge Wells; Waverley; West Sussex; Winchester; Windsor; Witney; Woking;
        Wokingham; Worthing
    """,
    "south-west": """
        Barnstaple; Bath; Bodmin; Bournemouth; Bridgwater; Bristol; Bude; Camborne; Cheltenham; Chippenham;
        Christchurch; Cornwall; Devon; Dorchester; Dorset; Exeter; Exmouth; Falmouth; Forest of Dean; Frome;
        Glastonbury; Gloucester; Gloucestershire; Honiton; Isles of Scilly; Newquay; Newton Abbot; North
        Somerset; Penzance; Plymouth; Poole; Redruth; Salisbury; Shepton Mallet; Somerset; South
        Gloucestershire; St Austell; Stroud; Swindon; Taunton; Tewkesbury; Tiverton; Torbay; Torquay;
        Trowbridge; Truro; Wells; Weston-super-Mare; Weymouth; Wiltshire; Yeovil
    """,
    "west-midlands": """
        Birmingham; Bromsgrove; Burton upon Trent; Cannock; Coventry; Dudley; Halesowen; Hereford;
        Herefordshire; Kidderminster; Leamington Spa; Lichfield; Malvern; Newcastle-under-Lyme; Nuneaton;
        Oswestry; Redditch; Rugby; Sandwell; Shrewsbury; Shropshire; Smethwick; Solihull; Stafford;
        Staffordshire; Stoke-on-Trent; Stourbridge; Stratford-upon-Avon; Sutton Coldfield; Tamworth;
        Telford; Walsall; Warwick; Warwickshire; West Bromwich; Wolverhampton; Worcester; Worcestershire;
        Wyre Forest
    """,
    "yorkshire-and-the-humber": """
        Barnsley; Batley; Beverley; Bradford; Bridlington; Brighouse; Calderdale; Castleford; Cleethorpes;
        Dewsbury; Doncaster; East Riding; Goole; Grimsby; Halifax; Harrogate; Hebden Bridge; Huddersfield;
        Hull; Keighley; Kingston upon Hull; Kirklees; Leeds; Malton; Mexborough; North Lincolnshire; North
        Yorkshire; Northallerton; Otley; Pontefract; Richmond; Ripon; Rotherham; Scarborough; Scunthorpe;
        Selby; Sheffield; Shipley; Skipton; South Yorkshire; Thirsk; Thorne; Todmorden; Wakefield; West
        Yorkshire; Whitby; York; Yorkshire
    """,
    "scotland": """
        Aberdeen; Aberdeenshire; Angus; Argyll and Bute; Ayr; Clackmannanshire; Dumfries; Dundee;
        Dunfermline; East Ayrshire; East Dunbartonshire; East Kilbride; East Lothian; East Renfrewshire;
        Edinburgh; Falkirk; Fife; Glasgow; Greenock; Hamilton; Highland; Inverclyde; Inverness; Irvine;
        Kilmarnock; Kirkcaldy; Livingston; Midlothian; Moray; Motherwell; North Ayrshire; North
        Lanarkshire; Orkney; Paisley; Perth; Renfrewshire; Scottish Borders; Scotland; Shetland; South
        Ayrshire; South Lanarkshire; Stirling; Western Isles; West Dunbartonshire; West Lothian
    """,
    "wales": """
        Abertawe; Aberystwyth; Anglesey; Bangor; Barry; Blaenau Gwent; Bridgend; Caerdydd; Caerfyrddin;
        Caerphilly; Cardiff; Carmarthen; Carmarthenshire; Casnewydd; Castell-nedd; Ceredigion; Colwyn Bay;
        Conwy; Cwmbran; Denbighshire; Ebbw Vale; Flintshire; Gwynedd; Llandudno; Llanelli; Merthyr Tudful;
        Merthyr Tydfil; Monmouthshire; Neath; Newport; Pembrokeshire; Pen-y-bont ar Ogwr; Pontypridd; Port
        Talbot; Powys; Rhondda; Rhyl; Sir Benfro; Sir y Fflint; Swansea; Torfaen; Vale of Glamorgan; Wales;
        Wrecsam; Wrexham; Y Barri; Ynys Môn
    """,
    "northern-ireland": """
        Antrim; Ards; Armagh; Ballymena; Bangor; Banbridge; Belfast; Causeway Coast; Coleraine; Craigavon;
        Derry; Down; Enniskillen; Fermanagh; Larne; Lisburn; Londonderry; Lurgan; Mid Ulster; Newry;
        Newtownabbey; Northern Ireland; Omagh; Portadown; Strabane; Tyrone
    """,
}


def every_place() -> Iterator[tuple[str, str]]:
    """Each place by its name, with the slug of a region it lies in."""
    for region, names in BY_REGION.items():
        for name in names.split(";"):
            yield " ".join(name.split()), region
