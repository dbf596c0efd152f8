<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes the TEI header; gives what each page says of the issue: newspaper, date, number, rights. Nothing is made up: no fact, no value. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:include href="date-words.xsl"/>

  <xsl:variable name="header" select="/tei:TEI/tei:teiHeader"/>
  <xsl:variable name="newspaper" select="($header/tei:fileDesc/tei:sourceDesc//tei:biblStruct[@type='newspaper']
    | $header/tei:fileDesc/tei:sourceDesc//tei:biblStruct[not(../tei:biblStruct[@type='newspaper'])])[1]"/>
  <!-- the language of the text, else the first that the header names -->
  <xsl:variable name="text-language-said" select="/tei:TEI/tei:text/@xml:lang
    | /tei:TEI[not(tei:text/@xml:lang)]/@xml:lang
    | $header[not(/tei:TEI/@xml:lang or /tei:TEI/tei:text/@xml:lang)]/tei:profileDesc/tei:langUsage/tei:language[1]/@ident"/>
  <xsl:variable name="text-language" select="string($text-language-said)"/>
  <!-- the language of a part of the text: that of the nearest element around it that says one -->
  <xsl:template match="/ | *" mode="language"><xsl:value-of select="(ancestor-or-self::*/@xml:lang | $text-language-said[not(current()/ancestor-or-self::*/@xml:lang)])[last()]"/></xsl:template>
  <xsl:template name="own-language"><xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if></xsl:template>
  <!-- 1 where words meet without blanks -->
  <xsl:variable name="cjk" select="number(starts-with($text-language, 'zh') or starts-with($text-language, 'ja') or $text-language = '')"/>

  <xsl:variable name="main-title" select="normalize-space(($header/tei:fileDesc/tei:titleStmt/tei:title[@type='main']
    | $header/tei:fileDesc/tei:titleStmt/tei:title[not(@type)])[1])"/>
  <xsl:variable name="paper">
    <xsl:choose>
      <xsl:when test="normalize-space($newspaper/tei:monogr/tei:title)"><xsl:value-of select="normalize-space($newspaper/tei:monogr/tei:title)"/></xsl:when>
      <xsl:when test="$main-title"><xsl:value-of select="$main-title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$say/newspaper"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- The date for machines. Where the day is not printed and only bounds are known, it is what the bounds have in common, or what
       the header prints (2020-12), else the month of the one bound: a catalogue can use a month, and a day would claim too much.
       That it is inferred is said beside the date that people read. -->
  <xsl:variable name="date" select="($newspaper/tei:monogr/tei:imprint/tei:date | $header/tei:fileDesc/tei:sourceDesc//tei:date)[1]"/>
  <xsl:variable name="issue-date">
    <xsl:variable name="printed" select="normalize-space($date)"/>
    <xsl:variable name="shape" select="translate($printed, '123456789', '000000000')"/>
    <xsl:variable name="from" select="$date/@notBefore | $date/@from"/>
    <xsl:variable name="to" select="$date/@notAfter | $date/@to"/>
    <xsl:choose>
      <xsl:when test="$date/@when"><xsl:value-of select="substring($date/@when, 1, 10)"/></xsl:when>
      <xsl:when test="$shape = '0000-00-00' or $shape = '0000-00' or $shape = '0000'"><xsl:value-of select="$printed"/></xsl:when>
      <xsl:when test="$from and $to">
        <xsl:choose>
          <xsl:when test="string($from) = string($to)"><xsl:value-of select="$from"/></xsl:when>
          <xsl:when test="substring($from, 1, 7) = substring($to, 1, 7)"><xsl:value-of select="substring($from, 1, 7)"/></xsl:when>
          <xsl:when test="substring($from, 1, 4) = substring($to, 1, 4)"><xsl:value-of select="substring($from, 1, 4)"/></xsl:when>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="$from"><xsl:value-of select="substring($from, 1, 7)"/></xsl:when>
      <xsl:when test="$to"><xsl:value-of select="substring($to, 1, 7)"/></xsl:when>
    </xsl:choose>
  </xsl:variable>
  <!-- A day of low certainty is shown to people with its doubt; a catalogue has no word for doubt, so it gets the month. -->
  <xsl:variable name="catalogue-date">
    <xsl:choose>
      <xsl:when test="$date/@cert = 'low'"><xsl:value-of select="substring($issue-date, 1, 7)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$issue-date"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <!-- what the page prints plainly, or a catalogue says, was not inferred -->
  <xsl:variable name="date-inferred" select="boolean($date[@cert = 'medium' or @cert = 'low' or @notBefore or @notAfter or (@evidence = 'internal' and not(@cert))])"/>

  <xsl:template name="issue-line">
    <xsl:variable name="number" select="$newspaper/tei:monogr//tei:biblScope[@unit='issue'][1]"/>
    <xsl:if test="string($issue-date)">
      <span class="date">
        <xsl:call-template name="date-for-people"/>
        <xsl:if test="$date-inferred"><xsl:value-of select="$say/inferred"/></xsl:if>
      </span>
    </xsl:if>
    <xsl:if test="$number"><span class="number"><xsl:value-of select="concat($say/issue-before, normalize-space($number), $say/issue-after)"/></span></xsl:if>
  </xsl:template>
</xsl:stylesheet>
