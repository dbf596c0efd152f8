<?xml version="1.0" encoding="UTF-8"?>
<!-- Inside of paragraphs: breaks, what was lost, repaired or corrected, type faces, links. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <!-- === breaks === -->
  <!-- Lines of the newspaper's columns run on. The blank that a break between words stands for is in the text by now
       (converter/publish/reading.py). -->
  <xsl:template match="tei:lb | tei:pb | tei:cb | tei:gb | tei:milestone"/>
  <!-- lines of text whose kind is not known, and of a table whose columns are in doubt, stay lines -->
  <xsl:template match="tei:ab[not(@type='caption')]//tei:lb[preceding-sibling::node()]"><br/></xsl:template>
  <xsl:template match="tei:head[not(@type='banner')]//tei:lb[@break='no'][preceding-sibling::node()]"><xsl:if test="$cjk = 1"><wbr/></xsl:if></xsl:template>
  <!-- a banner or a head in several lines keeps them where none cuts a word -->
  <xsl:template match="tei:head//tei:lb[not(@break)][preceding-sibling::node()]"><xsl:if test="$cjk = 1"><br/></xsl:if></xsl:template>

  <!-- === furniture === -->
  <!-- shown with the issue; a jump line after its article -->
  <xsl:template match="tei:fw"/>
  <xsl:template match="tei:fw" mode="jump"><p class="said jump"><xsl:apply-templates/></p></xsl:template>

  <!-- === what was lost === -->
  <!-- The mark is drawn by the style sheet from data-mark: it is not text of the source, nor ours. -->
  <xsl:template match="tei:gap">
    <xsl:variable name="said">
      <xsl:choose>
        <xsl:when test="@reason = 'no-text' and @unit = 'page'"><xsl:value-of select="$say/lost-page"/></xsl:when>
        <xsl:when test="@quantity and (@unit = 'chars' or @unit = 'char')"><xsl:value-of select="concat($say/lost-before, @quantity, $say/lost-after)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$say/lost"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <span class="gap" role="img" aria-label="{$said}" title="{$said}">
      <xsl:attribute name="data-mark">
        <xsl:choose>
          <xsl:when test="@unit = 'page'"><xsl:value-of select="$said"/></xsl:when>
          <xsl:when test="@quantity &gt; 1 and @quantity &lt; 13"><xsl:value-of select="substring('□□□□□□□□□□□□', 1, @quantity)"/></xsl:when>
          <xsl:when test="@quantity &gt; 12">□……□</xsl:when>
          <xsl:otherwise>□</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </span>
  </xsl:template>
  <!-- a character of the private use area, which only the font of the source can show (converter/publish/reading.py writes the g) -->
  <xsl:template match="tei:g[@n]">
    <span class="private" title="{concat($say/private-use, ' ', @n)}"><xsl:apply-templates/></span>
  </xsl:template>
  <!-- a character that an editor declared: what is known of it is shown with it -->
  <xsl:key name="glyph" match="tei:char | tei:glyph" use="@xml:id"/>
  <xsl:template match="tei:g[@ref]">
    <span class="private" title="{normalize-space(key('glyph', substring-after(@ref, '#'))[1]/tei:note[1])}"><xsl:apply-templates/></span>
  </xsl:template>
  <xsl:template match="tei:supplied">
    <span class="supplied" title="{$say/supplied}"><xsl:call-template name="common"/><xsl:apply-templates/></span>
  </xsl:template>
  <xsl:template match="tei:unclear | tei:damage">
    <span class="unclear" title="{$say/unclear}"><xsl:call-template name="common"/><xsl:apply-templates/></span>
  </xsl:template>
  <!-- a text layer printed twice: the source keeps both, a reader needs one -->
  <xsl:template match="tei:surplus"/>
  <xsl:template match="tei:pc[@force='weak']"/>

  <!-- === what a person changed === -->
  <xsl:template match="tei:choice">
    <span class="corrected">
      <xsl:call-template name="common"/>
      <xsl:attribute name="title">
        <xsl:choose>
          <xsl:when test="tei:sic"><xsl:value-of select="concat($say/printed-as, tei:sic[1])"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat($say/stands-for, (tei:orig | tei:abbr)[1])"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates select="(tei:corr | tei:reg | tei:expan)[1]"/>
    </span>
  </xsl:template>
  <xsl:template match="tei:choice[not(tei:corr or tei:reg or tei:expan)]"><xsl:apply-templates select="*[1]"/></xsl:template>
  <xsl:template match="tei:corr | tei:reg | tei:expan | tei:sic | tei:orig | tei:abbr | tei:ex | tei:am | tei:subst | tei:add | tei:lem | tei:rdg | tei:rdgGrp"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:del"><del><xsl:apply-templates/></del></xsl:template>
  <!-- of several readings one is the text; what the others are is said with it -->
  <xsl:template match="tei:app">
    <xsl:variable name="others" select=".//tei:rdg[not(key('reading', generate-id()))]"/>
    <span class="variant">
      <xsl:call-template name="common"/>
      <xsl:if test="$others">
        <xsl:attribute name="title">
          <xsl:value-of select="$say/other-readings"/>
          <xsl:for-each select="$others"><xsl:if test="position() &gt; 1"><xsl:value-of select="$say/comma"/></xsl:if><xsl:value-of select="normalize-space()"/></xsl:for-each>
        </xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>
  <xsl:template match="tei:rdg[not(key('reading', generate-id()))]" priority="1"/>

  <!-- === signs === -->
  <!-- what is short may be a sign alone (signs.xsl) -->
  <xsl:template match="text()[string-length() &lt; 5][normalize-space()]"><xsl:apply-templates select="." mode="printed"/></xsl:template>

  <!-- === type faces === -->
  <xsl:template match="tei:hi"><span><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:hi[@rend='drop-cap']"><span class="drop-cap"><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:hi[@rend='larger']"><span class="larger"><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:hi[@rend='bold']"><b><xsl:call-template name="common"/><xsl:apply-templates/></b></xsl:template>
  <xsl:template match="tei:hi[@rend='italic']"><i><xsl:call-template name="common"/><xsl:apply-templates/></i></xsl:template>
  <xsl:template match="tei:hi[@rend='sup' or @rend='superscript']"><sup><xsl:apply-templates/></sup></xsl:template>
  <xsl:template match="tei:hi[@rend='sub' or @rend='subscript']"><sub><xsl:apply-templates/></sub></xsl:template>
  <xsl:template match="tei:emph"><em><xsl:call-template name="common"/><xsl:apply-templates/></em></xsl:template>

  <!-- === words that a file may mark, and that read like any other === -->
  <xsl:template match="tei:pc | tei:w | tei:c | tei:s | tei:g | tei:am | tei:idno | tei:email | tei:address | tei:addrLine | tei:affiliation | tei:label | tei:formula | tei:bibl | tei:cit">
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="tei:seg | tei:foreign | tei:term | tei:gloss | tei:title | tei:rs | tei:mentioned | tei:soCalled | tei:q | tei:quote | tei:said | tei:distinct | tei:phr | tei:cl">
    <span><xsl:call-template name="common"/><xsl:apply-templates/></span>
  </xsl:template>
  <xsl:template match="tei:anchor"><xsl:if test="@xml:id"><span id="{@xml:id}"/></xsl:if></xsl:template>
  <xsl:template match="tei:space"><xsl:text> </xsl:text></xsl:template>

  <!-- === links === -->
  <!-- Only to what the site shows, to the web, and to mail: any other scheme could run as a script. -->
  <xsl:template match="tei:ref"><span><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:ref[key('shown', substring-after(@target, '#'))]">
    <a><xsl:call-template name="common"/><xsl:apply-templates select="key('shown', substring-after(@target, '#'))[1]" mode="link"/><xsl:apply-templates/></a>
  </xsl:template>
  <xsl:template match="tei:ref[starts-with(@target, 'https://') or starts-with(@target, 'http://') or starts-with(@target, 'mailto:')]" priority="1">
    <a href="{@target}" rel="external"><xsl:call-template name="common"/><xsl:apply-templates/></a>
  </xsl:template>
  <xsl:template match="tei:ptr"/>
  <xsl:template match="tei:ptr[key('shown', substring-after(@target, '#'))]">
    <a class="pointer" aria-label="{@target}"><xsl:apply-templates select="key('shown', substring-after(@target, '#'))[1]" mode="link"/></a>
  </xsl:template>
  <xsl:template match="tei:ptr[starts-with(@target, 'https://') or starts-with(@target, 'http://') or starts-with(@target, 'mailto:')]" priority="1">
    <a class="pointer" href="{@target}" rel="external" aria-label="{@target}"/>
  </xsl:template>
  <xsl:template match="*" mode="link"><xsl:attribute name="href"><xsl:apply-templates select="." mode="address"/></xsl:attribute></xsl:template>
</xsl:stylesheet>
