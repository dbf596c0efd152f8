<?xml version="1.0" encoding="UTF-8"?>
<!-- The newspaper page beside its text: its image where the edition has one, else a drawing of its lines. What stands on it (@facs names the
     zones) is a link to its text. Only pages of which sourceDoc keeps the geometry have it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:key name="surface" match="tei:sourceDoc/tei:surface[@lrx &gt; 0 and @lry &gt; 0][tei:zone]" use="@xml:id"/>
  <!-- what stands in zones, by the page's beginning -->
  <xsl:key name="placed" match="tei:text//tei:div[@facs]" use="generate-id(preceding::tei:pb[1])"/>
  <!-- the breaks of headlines, by the line of the page -->
  <xsl:key name="headline" match="tei:div/tei:head[@type='main' or @type='banner']//tei:lb" use="substring-after(@corresp, '#')"/>
  <xsl:variable name="has-views" select="boolean(//tei:text//tei:pb[key('surface', substring-after(@facs, '#'))])"/>

  <!-- a page of a broadsheet has a thousand lines: an issue page with more pages than these shows their headlines and blocks -->
  <xsl:variable name="many" select="count(//tei:sourceDoc/tei:surface) &gt; 16"/>

  <!-- for the issue page -->
  <xsl:template match="tei:pb" mode="page-view">
    <xsl:param name="here" select="''"/>
    <xsl:variable name="beginning" select="."/>
    <xsl:for-each select="key('surface', substring-after(@facs, '#'))">
      <details class="page-view">
        <summary>
          <xsl:choose>
            <xsl:when test="$here"><xsl:value-of select="$say/position"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$say/page-view"/></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="$here and $beginning/@n"><xsl:value-of select="$say/colon"/><xsl:call-template name="page-words"><xsl:with-param name="page" select="$beginning/@n"/></xsl:call-template></xsl:if>
        </summary>
        <xsl:variable name="label"><xsl:value-of select="$say/page-view"/><xsl:if test="$beginning/@n"><xsl:value-of select="$say/colon"/><xsl:call-template name="page-words"><xsl:with-param name="page" select="$beginning/@n"/></xsl:call-template></xsl:if></xsl:variable>
        <xsl:choose>
          <!-- an image is fetched when it comes into sight; the front page of a long issue has none -->
          <xsl:when test="tei:graphic and ($here or not($many))">
            <div class="sheet-image">
              <img src="{tei:graphic[1]/@url}" alt="{$label}" loading="lazy"><xsl:apply-templates select="tei:graphic[1]" mode="pixels"/></img>
              <svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{$label}" preserveAspectRatio="none">
                <xsl:attribute name="viewBox"><xsl:apply-templates select="." mode="extent"/></xsl:attribute>
                <xsl:apply-templates select="key('placed', generate-id($beginning))" mode="outline"><xsl:with-param name="here" select="$here"/></xsl:apply-templates>
              </svg>
            </div>
          </xsl:when>
          <xsl:otherwise>
            <svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{$label}" preserveAspectRatio="xMidYMin meet">
              <xsl:attribute name="viewBox"><xsl:apply-templates select="." mode="extent"/></xsl:attribute>
              <xsl:apply-templates select="." mode="print"><xsl:with-param name="small" select="$here or $many"/></xsl:apply-templates>
              <xsl:apply-templates select="key('placed', generate-id($beginning))" mode="outline"><xsl:with-param name="here" select="$here"/></xsl:apply-templates>
            </svg>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$here"><p><a href="index.html#{@xml:id}"><xsl:value-of select="$say/to-page"/></a></p></xsl:if>
      </details>
    </xsl:for-each>
  </xsl:template>

  <!-- for an article: each page on which a part of it stands -->
  <xsl:template match="tei:div" mode="page-view">
    <xsl:if test="@facs"><xsl:apply-templates select="preceding::tei:pb[1]" mode="page-view"><xsl:with-param name="here" select="generate-id()"/></xsl:apply-templates></xsl:if>
    <xsl:apply-templates select="key('continuation', @xml:id)" mode="page-view"/>
  </xsl:template>

  <xsl:template match="tei:surface" mode="extent">
    <xsl:variable name="left" select="sum(@ulx)"/>
    <xsl:variable name="top" select="sum(@uly)"/>
    <xsl:value-of select="concat(format-number($left, '0.##'), ' ', format-number($top, '0.##'), ' ', format-number(@lrx - $left, '0.##'), ' ', format-number(@lry - $top, '0.##'))"/>
  </xsl:template>

  <!-- === what is printed === -->
  <!-- Without an image lines are bars, and headlines words; the small drawing beside an article has the headlines alone. -->
  <xsl:template match="tei:surface" mode="print">
    <xsl:param name="small"/>
    <xsl:variable name="heads" select=".//tei:line[@points][key('headline', @xml:id)][not(@style or parent::tei:zone/@style)]"/>
    <rect xmlns="http://www.w3.org/2000/svg" vector-effect="non-scaling-stroke" class="sheet" x="{sum(@ulx)}" y="{sum(@uly)}" width="{format-number(@lrx - sum(@ulx), '0.##')}" height="{format-number(@lry - sum(@uly), '0.##')}"/>
    <xsl:apply-templates select="tei:zone[not(.//tei:line)]" mode="area"><xsl:with-param name="class">picture</xsl:with-param></xsl:apply-templates>
    <xsl:if test="not($small)">
      <path xmlns="http://www.w3.org/2000/svg" vector-effect="non-scaling-stroke" class="lines">
        <xsl:attribute name="d">
          <xsl:for-each select=".//tei:line[@points]"><xsl:if test="not(key('headline', @xml:id)) or @style or parent::tei:zone/@style"><xsl:value-of select="concat('M', @points, 'Z')"/></xsl:if></xsl:for-each>
        </xsl:attribute>
      </path>
    </xsl:if>
    <g xmlns="http://www.w3.org/2000/svg" class="heads" aria-hidden="true" lang="{$text-language}"><xsl:apply-templates select="$heads" mode="print"/></g>
  </xsl:template>
  <!-- points: left,top right,top right,bottom left,bottom -->
  <xsl:template match="tei:line" mode="print">
    <xsl:variable name="after" select="substring-after(normalize-space(@points), ' ')"/>
    <xsl:variable name="left" select="number(substring-before(@points, ','))"/>
    <xsl:variable name="top" select="number(substring-before(substring-after(@points, ','), ' '))"/>
    <xsl:variable name="right" select="number(substring-before($after, ','))"/>
    <xsl:variable name="bottom" select="number(substring-before(concat(substring-after(substring-after($after, ' '), ','), ' '), ' '))"/>
    <!-- a headline that the text layer has twice is read once -->
    <xsl:variable name="text" select="normalize-space()"/>
    <xsl:variable name="half" select="string-length($text) div 2"/>
    <xsl:variable name="once" select="substring($text, 1, string-length($text) - $half * (substring($text, 1, $half) = substring($text, $half + 1)))"/>
    <xsl:if test="$right &gt; $left and $bottom &gt; $top">
      <text xmlns="http://www.w3.org/2000/svg" x="{format-number($left, '0.##')}" y="{format-number($bottom - .17 * ($bottom - $top), '0.##')}" font-size="{format-number(.9 * ($bottom - $top), '0.##')}" textLength="{format-number($right - $left, '0.##')}" lengthAdjust="spacingAndGlyphs"><xsl:value-of select="$once"/></text>
    </xsl:if>
  </xsl:template>

  <!-- === what is where === -->
  <xsl:template match="tei:div" mode="outline">
    <xsl:param name="here"/>
    <xsl:variable name="zones" select="id(translate(@facs, '#', ''))[self::tei:zone][@points or @lrx]"/>
    <xsl:choose>
      <xsl:when test="not($zones)"/>
      <xsl:when test="$here = generate-id()"><g xmlns="http://www.w3.org/2000/svg" class="here"><xsl:apply-templates select="$zones" mode="area"/></g></xsl:when>
      <xsl:otherwise>
        <a xmlns="http://www.w3.org/2000/svg">
          <xsl:attribute name="href"><xsl:apply-templates select="." mode="address"/></xsl:attribute>
          <xsl:attribute name="aria-label"><xsl:apply-templates select="." mode="zone-label"/></xsl:attribute>
          <xsl:apply-templates select="$zones" mode="area"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:div" mode="zone-label"><xsl:apply-templates select="." mode="headline"/></xsl:template>
  <xsl:template match="tei:div[@type='advertisement' or @type='unassigned']" mode="zone-label">
    <xsl:value-of select="concat($say/*[local-name() = concat(current()/@type, substring('s', 1 div (current()/@type = 'advertisement')))], $say/colon)"/>
    <xsl:apply-templates select="." mode="headline"/>
  </xsl:template>

  <xsl:template match="tei:zone" mode="area">
    <xsl:param name="class"/>
    <polygon xmlns="http://www.w3.org/2000/svg" vector-effect="non-scaling-stroke" points="{normalize-space(@points)}"><xsl:if test="$class"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if></polygon>
  </xsl:template>
  <xsl:template match="tei:zone[not(@points)]" mode="area">
    <xsl:param name="class"/>
    <xsl:if test="@lrx &gt; @ulx and @lry &gt; @uly">
      <polygon xmlns="http://www.w3.org/2000/svg" vector-effect="non-scaling-stroke" points="{@ulx},{@uly} {@lrx},{@uly} {@lrx},{@lry} {@ulx},{@lry}"><xsl:if test="$class"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if></polygon>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
