<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes any part of the text; gives its reading text without markup, for titles, lists and metadata. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:include href="signs.xsl"/>

  <!-- What is read of a `choice` or an apparatus entry: what an editor put or preferred, or the first. converter/publish/reading.py reads the same. -->
  <xsl:key name="reading" match="tei:choice" use="generate-id((tei:corr | tei:reg | tei:expan | *[1][not(../tei:corr or ../tei:reg or ../tei:expan)])[1])"/>
  <xsl:key name="reading" match="tei:app" use="generate-id((tei:lem | tei:rdgGrp/tei:lem | self::*[not(tei:lem or tei:rdgGrp/tei:lem)]//tei:rdg)[1])"/>

  <xsl:template match="tei:surplus | tei:choice/*[not(key('reading', generate-id()))] | tei:rdg[not(key('reading', generate-id()))] | tei:del | tei:fw | tei:figDesc | tei:note[@resp] | tei:pc[@force='weak']"
    mode="plain"/>
  <xsl:template match="tei:gap" mode="plain">□</xsl:template>
  <xsl:template match="tei:lb[not(@break)][preceding-sibling::node()]" mode="plain">
    <xsl:if test="ancestor::tei:head"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <!-- A name for catalogues. In print a Chinese name of two characters is spaced to the width of three (李 河): the blank is no part of it. -->
  <xsl:template match="*" mode="name">
    <xsl:variable name="text"><xsl:apply-templates select="." mode="plain"/></xsl:variable>
    <xsl:variable name="name" select="normalize-space(translate($text, '　', ' '))"/>
    <xsl:choose>
      <xsl:when test="string-length($name) = 3 and substring($name, 2, 1) = ' ' and $cjk = 1"><xsl:value-of select="translate($name, ' ', '')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what is no word: a headline of stars and lost glyphs alone names nothing -->
  <xsl:variable name="no-words" select="concat($ornaments, '*＃#·•—–-…。．. 　')"/>

  <!-- The headline: the main head, a head without type, or, where the page prints none, the first words in brackets. -->
  <xsl:template match="*" mode="headline">
    <xsl:variable name="head"><xsl:apply-templates select="(tei:head[@type='main'] | tei:head[not(@type)])[1]" mode="plain"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="translate(normalize-space($head), $no-words, '')"><xsl:value-of select="normalize-space($head)"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="first-words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="first-words">
    <xsl:variable name="text">
      <xsl:variable name="running" select=".//tei:p[not(ancestor::tei:note or ancestor::tei:floatingText or ancestor::tei:figure)][normalize-space()]"/>
      <xsl:apply-templates mode="plain"
        select="$running[1] | (.//tei:p | .//tei:ab | .//tei:l | .//tei:item)[not($running)][normalize-space()][1]"/>
    </xsl:variable>
    <xsl:variable name="words">
      <xsl:call-template name="opening"><xsl:with-param name="text" select="normalize-space($text)"/></xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($words)"><xsl:value-of select="concat('［', $words, '］')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('［', $say/untitled, '］')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The first words of a text: at most `han` characters, or three times as many where blanks part the words, then cut between two. -->
  <xsl:template name="opening">
    <xsl:param name="text"/>
    <xsl:param name="han" select="18"/>
    <xsl:variable name="start" select="substring($text, 1, 3 * $han)"/>
    <!-- a script that parts words by blanks has one in the first dozen letters or so -->
    <xsl:variable name="parts-words" select="contains(substring($text, 1, 16), ' ') and $cjk = 0"/>
    <xsl:choose>
      <xsl:when test="$parts-words and string-length($text) &gt; 3 * $han">
        <xsl:call-template name="before-last-blank"><xsl:with-param name="text" select="$start"/></xsl:call-template>
        <xsl:text>…</xsl:text>
      </xsl:when>
      <xsl:when test="$parts-words"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="string-length($text) &gt; $han"><xsl:value-of select="concat(substring($text, 1, $han), '…')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="before-last-blank">
    <xsl:param name="text"/>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, ' '))"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="substring($text, $length) = ' '"><xsl:value-of select="substring($text, 1, $length - 1)"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="before-last-blank"><xsl:with-param name="text" select="substring($text, 1, $length - 1)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
