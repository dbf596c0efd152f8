<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, dates, measures. The text keeps its colour; the style of the line under it, and the legend, tell the kind. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:ed="urn:broadsheet:edition" exclude-result-prefixes="tei ed">

  <xsl:template match="tei:persName | tei:name[@type='person'] | tei:rs[@type='person']"><xsl:call-template name="mark"><xsl:with-param name="kind">person</xsl:with-param></xsl:call-template></xsl:template>
  <xsl:template match="tei:placeName | tei:geogName | tei:name[@type='place'] | tei:rs[@type='place']"><xsl:call-template name="mark"><xsl:with-param name="kind">place</xsl:with-param></xsl:call-template></xsl:template>
  <xsl:template match="tei:orgName | tei:name[starts-with(@type, 'org')] | tei:rs[starts-with(@type, 'org')]"><xsl:call-template name="mark"><xsl:with-param name="kind">organisation</xsl:with-param></xsl:call-template></xsl:template>
  <xsl:template match="tei:roleName"><span class="role"><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:template>
  <!-- parts of names, and names of no kind that we mark -->
  <xsl:template match="tei:surname | tei:forename | tei:addName | tei:genName | tei:nameLink | tei:settlement | tei:district | tei:region | tei:country | tei:bloc | tei:name | tei:geogFeat | tei:offset">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:date"><xsl:call-template name="mark"><xsl:with-param name="kind">when</xsl:with-param></xsl:call-template></xsl:template>
  <!-- HTML's time element knows years, months and days -->
  <xsl:template match="tei:date[translate(@when, '123456789', '000000000') = '0000-00-00' or translate(@when, '123456789', '000000000') = '0000-00'
    or translate(@when, '123456789', '000000000') = '0000']">
    <time datetime="{@when}"><xsl:call-template name="name"><xsl:with-param name="kind">when</xsl:with-param></xsl:call-template><xsl:apply-templates/></time>
  </xsl:template>
  <xsl:template match="tei:date[@ed:entry][translate(@when, '123456789', '000000000') = '0000-00-00' or translate(@when, '123456789', '000000000') = '0000-00'
    or translate(@when, '123456789', '000000000') = '0000']" priority="1">
    <a href="{$root}{@ed:entry}"><xsl:call-template name="name"><xsl:with-param name="kind">when</xsl:with-param></xsl:call-template><time datetime="{@when}"><xsl:apply-templates/></time></a>
  </xsl:template>
  <xsl:template match="tei:time"><span><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:template>

  <xsl:template match="tei:measure | tei:num | tei:unit">
    <span class="measure">
      <xsl:call-template name="common"/>
      <xsl:variable name="value">
        <xsl:choose>
          <xsl:when test="@quantity | @value"><xsl:value-of select="@quantity | @value"/></xsl:when>
          <xsl:when test="@atLeast and @atMost"><xsl:value-of select="concat(@atLeast, '–', @atMost)"/></xsl:when>
          <xsl:when test="@atLeast"><xsl:value-of select="concat($say/at-least, @atLeast)"/></xsl:when>
          <xsl:when test="@atMost"><xsl:value-of select="concat($say/at-most, @atMost)"/></xsl:when>
        </xsl:choose>
      </xsl:variable>
      <xsl:if test="string($value) and not(@cert)"><xsl:attribute name="title"><xsl:value-of select="normalize-space(concat($value, ' ', @unit))"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- a mark leads to its entry in the index, which converter/publish/indexes.py found; not inside of another link -->
  <xsl:template name="mark">
    <xsl:param name="kind"/>
    <xsl:choose>
      <xsl:when test="@ed:entry"><a href="{$root}{@ed:entry}"><xsl:call-template name="name"><xsl:with-param name="kind" select="$kind"/></xsl:call-template><xsl:apply-templates/></a></xsl:when>
      <xsl:otherwise><span><xsl:call-template name="name"><xsl:with-param name="kind" select="$kind"/></xsl:call-template><xsl:apply-templates/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- class: the kind, and `near` after another name, where the lines under both need a hair between them -->
  <xsl:template name="name">
    <xsl:param name="kind"/>
    <xsl:attribute name="class">
      <xsl:value-of select="$kind"/>
      <xsl:if test="(preceding-sibling::node()[1] | preceding-sibling::node()[1][self::tei:lb]/preceding-sibling::node()[1])
        [self::tei:persName or self::tei:placeName or self::tei:orgName or self::tei:date]"> near</xsl:if>
      <xsl:if test="@cert = 'low' or @cert = 'medium'"> doubtful</xsl:if>
    </xsl:attribute>
    <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
    <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
    <xsl:if test="@ref"><xsl:attribute name="data-ref"><xsl:value-of select="substring-after(@ref, '#')"/></xsl:attribute></xsl:if>
    <xsl:if test="@when or @from or @to or @notBefore or @notAfter or @cert or @resp">
      <xsl:attribute name="title"><xsl:apply-templates select="." mode="said-of-name"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- the value of a date, doubt, and whether a person vouches -->
  <xsl:template match="*" mode="said-of-name">
    <xsl:choose>
      <xsl:when test="@when"><xsl:value-of select="@when"/></xsl:when>
      <xsl:when test="@from | @to"><xsl:value-of select="concat(@from, '–', @to)"/></xsl:when>
      <xsl:when test="@notBefore | @notAfter"><xsl:value-of select="concat(@notBefore, '–', @notAfter)"/></xsl:when>
    </xsl:choose>
    <xsl:if test="@cert = 'low' or @cert = 'medium'">
      <xsl:if test="@when | @from | @to | @notBefore | @notAfter"><xsl:value-of select="$say/comma"/></xsl:if>
      <xsl:value-of select="$say/doubtful"/>
    </xsl:if>
    <xsl:if test="@resp">
      <xsl:if test="@when | @from | @to | @notBefore | @notAfter | @cert"><xsl:value-of select="$say/comma"/></xsl:if>
      <xsl:value-of select="$say/checked"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
