<?xml version="1.0" encoding="UTF-8"?>
<!-- Pictures: their image where the edition has one; a text layer keeps only their captions and credits, and a quiet frame says what stood there. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:figure">
    <figure>
      <xsl:call-template name="figure-class"/>
      <xsl:call-template name="common"/>
      <xsl:call-template name="picture"/>
      <xsl:call-template name="figure-caption"/>
    </figure>
  </xsl:template>

  <!-- a group: its pictures, and what is said of all of them, in the order of print -->
  <xsl:template match="tei:figure[tei:figure]">
    <div class="picture-group" role="group"><xsl:call-template name="common"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template name="figure-class">
    <xsl:attribute name="class">
      <xsl:choose>
        <xsl:when test="@type = 'photo' or @type = 'cartoon' or @type = 'map' or @type = 'chart' or @type = 'logo'"><xsl:value-of select="@type"/></xsl:when>
        <xsl:otherwise>picture</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <!-- The frame's word is drawn by the style sheet from data-label, so that it is no text of the article. -->
  <xsl:template name="picture">
    <xsl:variable name="kind" select="($say/*[local-name() = concat('figure-', current()/@type)] | $say/figure)[1]"/>
    <xsl:choose>
      <xsl:when test="tei:graphic">
        <img class="frame-image" src="{tei:graphic[1]/@url}" loading="lazy">
          <xsl:attribute name="alt">
            <xsl:choose>
              <xsl:when test="tei:figDesc"><xsl:value-of select="normalize-space(tei:figDesc[1])"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$kind"/></xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
          <xsl:apply-templates select="tei:graphic[1]" mode="pixels"/>
        </img>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="frame"><xsl:with-param name="kind" select="$kind"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- the size of an image, so that the page stands still while it comes -->
  <xsl:template match="tei:graphic" mode="pixels">
    <xsl:if test="contains(@width, 'px') and contains(@height, 'px')">
      <xsl:attribute name="width"><xsl:value-of select="format-number(substring-before(@width, 'px'), '0')"/></xsl:attribute>
      <xsl:attribute name="height"><xsl:value-of select="format-number(substring-before(@height, 'px'), '0')"/></xsl:attribute>
    </xsl:if>
  </xsl:template>
  <!-- a picture of which the edition has no image -->
  <xsl:template name="frame">
    <xsl:param name="kind"/>
    <div class="frame" role="img" data-label="{$kind}">
      <xsl:attribute name="aria-label">
        <xsl:choose>
          <xsl:when test="tei:figDesc"><xsl:value-of select="normalize-space(tei:figDesc[1])"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$kind"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </div>
  </xsl:template>

  <xsl:template name="figure-caption">
    <xsl:variable name="said" select="*[not(self::tei:figure or self::tei:graphic or self::tei:figDesc or self::tei:lb or self::tei:pb or self::tei:fw)]"/>
    <xsl:if test="$said"><figcaption><xsl:apply-templates select="$said"/></figcaption></xsl:if>
  </xsl:template>

  <xsl:template match="tei:figure/tei:head" priority="1"><p class="figure-head"><xsl:call-template name="common"/><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="tei:ab[@type='caption']"><p class="caption"><xsl:call-template name="common"/><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="tei:byline[@rend='credit']"><p class="credit"><xsl:call-template name="common"/><xsl:apply-templates/></p></xsl:template>

  <xsl:template match="tei:figDesc"/>
  <!-- a picture outside of a figure -->
  <xsl:template match="tei:graphic | tei:media"><span class="frame" role="img" data-label="{$say/figure}" aria-label="{$say/figure}"/><xsl:apply-templates select="tei:desc"/></xsl:template>
  <xsl:template match="tei:desc"><span><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:template>
</xsl:stylesheet>
