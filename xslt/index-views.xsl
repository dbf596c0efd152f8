<?xml version="1.0" encoding="UTF-8"?>
<!-- Views over an index: places as they hold each other, with bars, and a timeline of dates. Drawings with a name; the figures stand in the text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ed="urn:broadsheet:edition"
  exclude-result-prefixes="ed">

  <!-- === places === -->
  <xsl:template match="ed:places">
    <section class="place-view" aria-labelledby="place-view">
      <h2 id="place-view"><xsl:value-of select="$say/place-view"/></h2>
      <p class="said"><xsl:value-of select="$say/place-view-note"/></p>
      <ul lang="{$text-language}"><xsl:apply-templates select="ed:place"/></ul>
    </section>
  </xsl:template>
  <xsl:template match="ed:place">
    <li>
      <div class="measured">
        <span><xsl:apply-templates select="." mode="place-name"/></span><xsl:text> </xsl:text>
        <svg xmlns="http://www.w3.org/2000/svg" class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="{@share}" height="10"/></svg>
        <span class="count"><xsl:value-of select="@count"/></span>
      </div>
      <xsl:if test="ed:place"><ul><xsl:apply-templates select="ed:place"/></ul></xsl:if>
    </li>
  </xsl:template>
  <xsl:template match="ed:place" mode="place-name"><xsl:value-of select="@name"/></xsl:template>
  <xsl:template match="ed:place[@href]" mode="place-name"><a href="{@href}"><xsl:value-of select="@name"/></a></xsl:template>

  <!-- === dates === -->
  <!-- A step is ten wide, its bar eight; a bar of the most mentions is fifty high. -->
  <xsl:template match="ed:timeline">
    <section class="timeline" aria-labelledby="timeline-{@unit}">
      <h2 id="timeline-{@unit}"><xsl:value-of select="concat($say/timeline, $say/colon, $say/unit[@name = current()/@unit])"/></h2>
      <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {10 * @steps} 52" preserveAspectRatio="none">
        <xsl:attribute name="aria-label"><xsl:apply-templates select="." mode="told"/></xsl:attribute>
        <path class="base" d="M0 51.5H{10 * @steps}" vector-effect="non-scaling-stroke"/>
        <xsl:apply-templates select="ed:bar"/>
      </svg>
      <p class="scale said"><span><xsl:apply-templates select="@from" mode="step"/></span><xsl:text> </xsl:text><span><xsl:apply-templates select="@to" mode="step"/></span></p>
      <p class="said"><xsl:value-of select="$say/most"/><xsl:apply-templates select="ed:bar[@count = ../@most][1]" mode="told"/></p>
    </section>
  </xsl:template>
  <xsl:template match="ed:bar">
    <xsl:variable name="height" select="format-number(50 * @count div ../@most, '0.##')"/>
    <rect xmlns="http://www.w3.org/2000/svg" x="{10 * @n + 1}" y="{format-number(51.5 - $height, '0.##')}" width="8" height="{$height}"><title><xsl:apply-templates select="." mode="told"/></title></rect>
  </xsl:template>
  <xsl:template match="ed:timeline" mode="told">
    <xsl:apply-templates select="@from" mode="step"/><xsl:value-of select="$say/to"/><xsl:apply-templates select="@to" mode="step"/>
    <xsl:value-of select="$say/comma"/><xsl:call-template name="counted"><xsl:with-param name="n" select="@count"/><xsl:with-param name="of">mentions</xsl:with-param></xsl:call-template><xsl:value-of select="concat($say/comma, $say/most)"/><xsl:apply-templates select="ed:bar[@count = ../@most][1]" mode="told"/>
  </xsl:template>
  <xsl:template match="ed:bar" mode="told"><xsl:apply-templates select="@label" mode="step"/><xsl:value-of select="$say/comma"/><xsl:call-template name="counted"><xsl:with-param name="n" select="@count"/><xsl:with-param name="of">mentions</xsl:with-param></xsl:call-template></xsl:template>
  <!-- a step by its name: a day, a month or a year; 1930年代, 1930s; 1900–1999 -->
  <xsl:template match="@*" mode="step">
    <xsl:variable name="unit" select="ancestor::ed:timeline/@unit"/>
    <xsl:choose>
      <xsl:when test="$unit = 'decade'"><xsl:value-of select="concat(., $say/decade-after)"/></xsl:when>
      <xsl:when test="$unit = 'century'"><xsl:value-of select="concat(., '–', . + 99)"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="day"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
