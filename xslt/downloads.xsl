<?xml version="1.0" encoding="UTF-8"?>
<!-- How to cite the article, and the files beside its page (converter/publish/downloads.py makes them). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="tei exsl">

  <!-- the name of the issue, for the names of what is downloaded; nothing where there are no files beside the pages -->
  <xsl:param name="downloads"/>

  <xsl:template match="tei:div" mode="downloads">
    <xsl:if test="string($downloads)">
      <section class="downloads">
        <h2><xsl:value-of select="$say/cite"/></h2>
        <p class="citation"><xsl:apply-templates select="." mode="cited"/></p>
        <xsl:call-template name="download-list"><xsl:with-param name="stem" select="@xml:id"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:TEI" mode="downloads">
    <xsl:if test="string($downloads)">
      <section class="downloads">
        <h2><xsl:value-of select="$say/download"/></h2>
        <xsl:call-template name="download-list"><xsl:with-param name="stem">index</xsl:with-param></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="download-list">
    <xsl:param name="stem"/>
    <ul class="files">
      <xsl:for-each select="$kinds">
        <li><a href="{$stem}{@ending}" type="{@type}">
          <xsl:attribute name="download"><xsl:value-of select="$downloads"/><xsl:if test="$stem != 'index'"><xsl:value-of select="concat('-', $stem)"/></xsl:if><xsl:value-of select="@ending"/></xsl:attribute>
          <xsl:choose><xsl:when test="@say"><xsl:value-of select="$say/*[local-name() = current()/@say]"/></xsl:when><xsl:otherwise><xsl:value-of select="."/></xsl:otherwise></xsl:choose>
        </a></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:variable name="kind-list">
    <kind ending=".xml" type="application/tei+xml">TEI</kind>
    <kind ending=".txt" type="text/plain" say="plain-text"/>
    <kind ending=".md" type="text/markdown">Markdown</kind>
    <kind ending=".ris" type="application/x-research-info-systems">RIS</kind>
    <kind ending=".bib" type="application/x-bibtex">BibTeX</kind>
    <kind ending=".csl.json" type="application/vnd.citationstyles.csl+json">CSL-JSON</kind>
  </xsl:variable>
  <xsl:variable name="kinds" select="exsl:node-set($kind-list)/kind"/>

  <!-- the same for programs, in the head of a page -->
  <xsl:template name="alternates">
    <xsl:param name="stem"/>
    <xsl:if test="string($downloads)">
      <xsl:for-each select="$kinds"><link rel="alternate" type="{@type}" href="{$stem}{@ending}"/></xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- Of a Chinese paper GB/T 7714-2015, 8.4, an article in a newspaper: Writers. Headline[N]. Paper, date(page). That standard is no habit elsewhere:
       there the same facts without its signs. Of more than three writers the first three are named. What is not known is left out with its
       punctuation. -->
  <xsl:template match="tei:div" mode="cited">
    <xsl:variable name="headline"><xsl:apply-templates select="." mode="headline"/></xsl:variable>
    <xsl:variable name="pages"><xsl:apply-templates select="." mode="pages"/></xsl:variable>
    <xsl:variable name="chinese" select="starts-with($text-language, 'zh') or $text-language = ''"/>
    <xsl:variable name="signed" select="(. | key('continuation', @xml:id))//tei:byline[not(ancestor::tei:figure)][not(ancestor::tei:floatingText)]//tei:persName[not(ancestor::tei:persName)][normalize-space()]"/>
    <xsl:variable name="writers" select="$signed | key('attributed', @xml:id)[not($signed)]"/>
    <xsl:attribute name="lang"><xsl:apply-templates select="." mode="language"/></xsl:attribute>
    <xsl:for-each select="$writers[position() &lt; 4]">
      <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:value-of select="$name"/>
    </xsl:for-each>
    <xsl:if test="count($writers) &gt; 3">
      <xsl:choose><xsl:when test="$cjk = 1">, 等</xsl:when><xsl:otherwise>, et al</xsl:otherwise></xsl:choose>
    </xsl:if>
    <xsl:if test="$writers">. </xsl:if>
    <xsl:value-of select="$headline"/>
    <xsl:choose>
      <xsl:when test="$chinese">[N]. </xsl:when>
      <!-- a headline may end with a sign of its own -->
      <xsl:when test="translate(substring($headline, string-length($headline)), '.!?…', '') = ''"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise>. </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="$paper"/>
    <xsl:if test="string($catalogue-date)"><xsl:value-of select="concat(', ', $catalogue-date)"/></xsl:if>
    <xsl:choose>
      <xsl:when test="string($pages) and $chinese"><xsl:value-of select="concat('(', $pages, ')')"/></xsl:when>
      <xsl:when test="contains($pages, ',')"><xsl:value-of select="concat(', pp. ', $pages)"/></xsl:when>
      <xsl:when test="string($pages)"><xsl:value-of select="concat(', p. ', $pages)"/></xsl:when>
    </xsl:choose>
    <xsl:text>.</xsl:text>
  </xsl:template>
</xsl:stylesheet>
