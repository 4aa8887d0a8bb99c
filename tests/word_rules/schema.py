"""What stands in an element and in what order, after ECMA-376 (part 1; part 4 for what is transitional).

A name alone may stand once or not at all, with "!" it stands once, with "*" any number of times and with "+"
at least once; "|" parts names that stand in any order at one place. A name without a colon is of its parent's
language. An element that is not here holds nothing, or is not written by this project.
"""

_TABLE = """
w:document = background body!
w:body = p|tbl|bookmarkStart|bookmarkEnd+ sectPr!
w:hdr = p|tbl|bookmarkStart|bookmarkEnd+
w:ftr = p|tbl|bookmarkStart|bookmarkEnd+
w:p = pPr r|hyperlink|bookmarkStart|bookmarkEnd|fldSimple|ins|del*
w:hyperlink = r|bookmarkStart|bookmarkEnd|fldSimple|ins|del*
w:ins = r*
w:del = r*
w:r = rPr t|delText|tab|br|cr|noBreakHyphen|softHyphen|sym|fldChar|instrText|drawing*
w:pPr = pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
    tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
    adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
    textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
w:numPr = ilvl numId ins
w:pBdr = top left bottom right between bar
w:tabs = tab+
w:rPr = ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow
    emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
    effect bdr shd fitText
    vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange
w:sectPr = headerReference|footerReference* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders
    lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid
    printerSettings sectPrChange
w:cols = col*
w:tbl = bookmarkStart|bookmarkEnd* tblPr! tblGrid! tr+
w:tblPr = tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
    tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
    tblPrChange
w:tblBorders = top start|left bottom end|right insideH insideV
w:tblCellMar = top start|left bottom end|right
w:tblGrid = gridCol+
w:tr = tblPrEx trPr tc+
w:trPr = cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc
    hidden ins del trPrChange
w:tc = tcPr p|tbl|bookmarkStart|bookmarkEnd+
w:tcPr = cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
    hideMark headers cellIns|cellDel|cellMerge tcPrChange
w:tcBorders = top start|left bottom end|right insideH insideV tl2br tr2bl
w:tcMar = top start|left bottom end|right
w:numbering = numPicBullet* abstractNum* num* numIdMacAtCleanup
w:abstractNum = nsid multiLevelType tmpl name styleLink numStyleLink lvl*
w:lvl = start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr
w:num = abstractNumId! lvlOverride*
w:lvlOverride = startOverride lvl
w:styles = docDefaults latentStyles style*
w:docDefaults = rPrDefault pPrDefault
w:rPrDefault = rPr
w:pPrDefault = pPr
w:latentStyles = lsdException*
w:style = name! aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat
    locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*
w:tblStylePr = pPr rPr tblPr trPr tcPr
w:settings = writeProtection view zoom removePersonalInformation removeDateAndTime
    doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText
    printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts
    saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter
    gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle* proofState formsDesign
    attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge
    revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride
    styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone
    doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders
    bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
    drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
    doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin
    doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars
    noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml
    ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly
    useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults
    footnotePr endnotePr compat! docVars rsids m:mathPr attachedSchema* themeFontLang clrSchemeMapping
    doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown
    smartTagType* sl:schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator
w:compat = compatSetting+
w:fonts = font*
w:font = altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic
    embedBoldItalic
w:webSettings = frameset divs encoding optimizeForBrowser relyOnVML allowPNG doNotRelyOnCSS
    doNotSaveAsSingleFile doNotOrganizeInFolder doNotUseLongFileNames pixelsPerInch targetScreenSz
w:drawing = wp:inline|wp:anchor+
wp:inline = extent! effectExtent docPr! cNvGraphicFramePr a:graphic!
a:graphic = graphicData!
a:graphicData = c:chart|pic:pic+
pic:pic = nvPicPr! blipFill! spPr!
pic:nvPicPr = cNvPr! cNvPicPr!
pic:blipFill = a:blip a:srcRect a:tile|a:stretch
pic:spPr = a:xfrm a:custGeom|a:prstGeom a:noFill|a:solidFill a:ln
a:stretch = fillRect
a:xfrm = off ext
c:chartSpace = date1904 lang roundedCorners style clrMapOvr pivotSource protection chart! spPr txPr
    externalData printSettings userShapes extLst
c:chart = title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea! legend plotVisOnly
    dispBlanksAs
c:plotArea = layout barChart|lineChart+ catAx|valAx* dTable spPr
c:barChart = barDir! grouping varyColors ser* dLbls gapWidth overlap serLines* axId+
c:lineChart = grouping! varyColors ser* dLbls dropLines hiLowLines upDownBars marker smooth axId+
c:ser = idx! order! tx spPr invertIfNegative marker pictureOptions dPt* dLbls trendline* errBars cat val
    smooth shape extLst
c:tx = strRef|rich!
c:cat = strRef|numRef!
c:val = numRef|numLit!
c:strRef = f! strCache
c:numRef = f! numCache
c:strCache = ptCount pt*
c:numCache = formatCode ptCount pt*
c:pt = v!
c:rich = a:bodyPr! a:lstStyle a:p+
c:txPr = a:bodyPr! a:lstStyle a:p+
c:title = tx layout overlay spPr txPr
c:legend = legendPos legendEntry* layout overlay spPr txPr
c:legendEntry = idx! delete|txPr
c:scaling = logBase orientation max min
c:catAx = axId! scaling! delete axPos! majorGridlines minorGridlines title numFmt majorTickMark
    minorTickMark tickLblPos spPr txPr crossAx! crosses|crossesAt auto lblAlgn lblOffset tickLblSkip
    tickMarkSkip noMultiLvlLbl
c:valAx = axId! scaling! delete axPos! majorGridlines minorGridlines title numFmt majorTickMark
    minorTickMark tickLblPos spPr txPr crossAx! crosses|crossesAt crossBetween majorUnit minorUnit
    dispUnits
c:majorGridlines = spPr
c:marker = symbol size spPr
c:spPr = a:xfrm a:custGeom|a:prstGeom a:noFill|a:solidFill|a:gradFill|a:blipFill|a:pattFill|a:grpFill a:ln
    a:effectLst|a:effectDag a:scene3d a:sp3d
c:externalData = autoUpdate
a:ln = noFill|solidFill|gradFill|pattFill prstDash|custDash round|bevel|miter headEnd tailEnd
a:solidFill = srgbClr|schemeClr|sysClr!
a:pattFill = fgClr bgClr
a:fgClr = srgbClr|schemeClr!
a:bgClr = srgbClr|schemeClr!
a:p = pPr r|br|fld* endParaRPr
a:pPr = lnSpc spcBef spcAft buClr buSzPct buFont buNone|buChar tabLst defRPr
a:defRPr = ln noFill|solidFill|gradFill|blipFill|pattFill|grpFill effectLst|effectDag highlight uLnTx|uLn
    uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst
a:rPr = ln noFill|solidFill|gradFill|blipFill|pattFill|grpFill effectLst|effectDag highlight uLnTx|uLn
    uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst
a:endParaRPr = ln noFill|solidFill|gradFill|blipFill|pattFill|grpFill effectLst|effectDag highlight
    uLnTx|uLn uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst
a:r = rPr t!
"""
ORDERS = {
    name: order
    for name, _, order in (line.partition(" = ") for line in _TABLE.replace("\n    ", " ").split("\n"))
    if name
}
# The attributes without which an element means nothing to Word.
NEEDED = {
    "w:zoom": ("w:percent",),
    "w:style": ("w:type", "w:styleId"),
    "w:num": ("w:numId",),
    "w:abstractNum": ("w:abstractNumId",),
    "w:lvl": ("w:ilvl",),
    "w:lvlOverride": ("w:ilvl",),
    "w:fldChar": ("w:fldCharType",),
    "w:bookmarkStart": ("w:id", "w:name"),
    "w:bookmarkEnd": ("w:id",),
    "w:ins": ("w:id", "w:author", "w:date"),
    "w:del": ("w:id", "w:author", "w:date"),
    "w:headerReference": ("w:type", "r:id"),
    "w:footerReference": ("w:type", "r:id"),
    "w:pgSz": ("w:w", "w:h"),
    "w:pgMar": ("w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer", "w:gutter"),
    "w:compatSetting": ("w:name", "w:uri", "w:val"),
    "w:font": ("w:name",),
    "wp:docPr": ("id", "name"),
    "wp:extent": ("cx", "cy"),
    "a:graphicData": ("uri",),
}
# Whose value is a whole number: twentieths of a point, half points, levels and counts.
WHOLE = {
    "w:sz", "w:szCs", "w:ilvl", "w:numId", "w:abstractNumId", "w:start", "w:startOverride", "w:outlineLvl",
    "w:defaultTabStop",
}  # fmt: skip
WHOLE_ATTRIBUTES = {
    "w:left", "w:right", "w:hanging", "w:firstLine", "w:before", "w:after", "w:line", "w:pos", "w:w", "w:h",
    "w:top", "w:bottom", "w:header", "w:footer", "w:gutter", "w:linePitch", "w:space", "w:sz", "w:id",
}  # fmt: skip
