<?xml version="1.0" encoding="UTF-8"?>
<!-- A page for each article. Inside <article> stands the text of the TEI div and nothing else; what the interface says stands around it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:div" mode="article-page">
    <xsl:variable name="place" select="position()"/>
    <xsl:variable name="headline"><xsl:apply-templates select="." mode="headline"/></xsl:variable>
    <xsl:variable name="page"><xsl:apply-templates select="." mode="page-label"/></xsl:variable>
    <xsl:variable name="text"><xsl:apply-templates select="(.//tei:p)[1]" mode="plain"/></xsl:variable>
    <page href="{@xml:id}.html" headline="{$headline}" date="{$issue-date}">
      <xsl:attribute name="lang"><xsl:apply-templates select="." mode="language"/></xsl:attribute>
      <html lang="{$say/tag}">
        <head>
          <xsl:call-template name="head-start">
            <xsl:with-param name="title" select="concat($headline, ' · ', $paper)"/>
            <xsl:with-param name="description" select="substring(normalize-space($text), 1, 120)"/>
            <xsl:with-param name="href" select="concat(@xml:id, '.html')"/>
          </xsl:call-template>
          <xsl:apply-templates select="." mode="meta">
            <xsl:with-param name="headline" select="$headline"/>
            <xsl:with-param name="page" select="$page"/>
          </xsl:apply-templates>
        </head>
        <body>
          <xsl:call-template name="skip-link"/>
          <xsl:call-template name="masthead"><xsl:with-param name="page" select="$page"/></xsl:call-template>
          <div class="columns">
            <main class="article" id="text">
              <xsl:apply-templates select="." mode="untitled"/>
              <xsl:apply-templates select="." mode="article-text"/>
              <xsl:apply-templates select="." mode="after-article"/>
              <xsl:apply-templates select="key('source-lines', @xml:id)"/>
            </main>
            <xsl:apply-templates select="." mode="beside"/>
          </div>
          <xsl:call-template name="pager"><xsl:with-param name="place" select="$place"/></xsl:call-template>
          <xsl:call-template name="colophon"/>
        </body>
      </html>
    </page>
  </xsl:template>

  <!-- Without a heading of its own it is no article for HTML. -->
  <xsl:template match="tei:div" mode="article-text">
    <article><xsl:apply-templates select="." mode="article-attributes"/><xsl:apply-templates/></article>
  </xsl:template>
  <xsl:template match="tei:div[not(tei:head[@type='main' or not(@type)] or tei:div/tei:head)]" mode="article-text">
    <div class="untitled-text">
      <xsl:apply-templates select="." mode="article-attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>
  <xsl:template match="tei:div" mode="article-attributes">
    <xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute>
    <xsl:attribute name="data-article"><xsl:value-of select="@xml:id"/></xsl:attribute>
    <xsl:attribute name="lang"><xsl:apply-templates select="." mode="language"/></xsl:attribute>
    <xsl:if test="@subtype"><xsl:attribute name="data-subtype"><xsl:value-of select="@subtype"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- The banner over a group of articles stands over each of them. -->
  <xsl:template match="tei:div" mode="untitled">
    <xsl:apply-templates select="ancestor::tei:div[@type='group']/tei:head" mode="group-banner"/>
    <xsl:if test="not(tei:head[@type='main' or not(@type)])">
      <header class="untitled">
        <h1><xsl:apply-templates select="." mode="first-words"/></h1>
        <p class="said"><b><xsl:value-of select="$say/untitled"/></b><xsl:value-of select="concat($say/comma, $say/untitled-note)"/></p>
      </header>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:head" mode="group-banner">
    <p class="banner group-banner"><a href="index.html#{../@xml:id}"><xsl:apply-templates/></a></p>
  </xsl:template>

  <!-- An article that jumps is read as one: what follows on other pages follows here. -->
  <xsl:template match="tei:div" mode="after-article">
    <xsl:apply-templates select=".//tei:fw[@type='jump' or @type='jump-from']" mode="jump"/>
    <xsl:if test=".//tei:note[@resp]">
      <section class="notes">
        <h2><xsl:value-of select="$say/note-group"/></h2>
        <ol><xsl:apply-templates select=".//tei:note[@resp]" mode="ours"/></ol>
      </section>
    </xsl:if>
    <xsl:apply-templates select="key('continuation', @xml:id)" mode="continuation"/>
  </xsl:template>

  <xsl:template match="tei:div" mode="continuation">
    <xsl:variable name="page"><xsl:apply-templates select="." mode="page-label"/></xsl:variable>
    <p class="said jump">
      <xsl:value-of select="$say/continued"/>
      <xsl:if test="string($page)"><xsl:value-of select="$say/colon"/><xsl:call-template name="page-words"><xsl:with-param name="page" select="$page"/></xsl:call-template></xsl:if>
    </p>
    <div class="continuation"><xsl:apply-templates select="." mode="article-text"/></div>
    <xsl:apply-templates select="." mode="after-article"/>
  </xsl:template>

  <xsl:template match="tei:div" mode="beside">
    <xsl:variable name="parts" select=". | key('continuation', @xml:id)"/>
    <aside class="beside" aria-label="{$say/about}">
      <xsl:apply-templates select="." mode="page-view"/>
      <xsl:if test="$parts//tei:persName or $parts//tei:placeName or $parts//tei:orgName or $parts//tei:date or $parts//@cert">
        <section class="legend">
          <h2><xsl:value-of select="$say/names"/></h2>
          <ul>
            <xsl:if test="$parts//tei:persName"><li><span class="person"><xsl:value-of select="$say/person"/></span></li></xsl:if>
            <xsl:if test="$parts//tei:placeName"><li><span class="place"><xsl:value-of select="$say/place"/></span></li></xsl:if>
            <xsl:if test="$parts//tei:orgName"><li><span class="organisation"><xsl:value-of select="$say/organisation"/></span></li></xsl:if>
            <xsl:if test="$parts//tei:date"><li><span class="when"><xsl:value-of select="$say/when"/></span></li></xsl:if>
            <xsl:if test="$parts//@cert"><li><span class="doubtful"><xsl:value-of select="$say/doubtful"/></span></li></xsl:if>
          </ul>
          <p class="said"><xsl:value-of select="$say/machine-note"/></p>
        </section>
      </xsl:if>
      <xsl:apply-templates select="." mode="quality"/>
      <xsl:apply-templates select="." mode="downloads"/>
      <xsl:variable name="here" select="generate-id()"/>
      <!-- a page of small advertisements has a hundred; of more the list would be longer than the article, on each of their pages -->
      <xsl:variable name="others" select="(key('entry', generate-id(preceding::tei:pb[1]))
        /descendant-or-self::tei:div[@type='article'][generate-id() != $here])[position() &lt;= 100]"/>
      <xsl:if test="$others or count($numbered-pages) &gt; 1">
        <nav class="same-page" aria-label="{$say/elsewhere}">
          <xsl:if test="$others">
            <h2><xsl:value-of select="$say/same-page"/></h2>
            <ul lang="{$text-language}"><xsl:apply-templates select="$others" mode="link-item"/></ul>
          </xsl:if>
          <xsl:if test="count($numbered-pages) &gt; 1">
            <h2><xsl:value-of select="$say/all-pages"/></h2>
            <ul class="page-list"><xsl:apply-templates select="$numbered-pages" mode="link-item"><xsl:with-param name="here" select="generate-id(preceding::tei:pb[1])"/></xsl:apply-templates></ul>
          </xsl:if>
        </nav>
      </xsl:if>
    </aside>
  </xsl:template>

  <!-- the pages of the issue that its own page has an address for -->
  <xsl:variable name="numbered-pages" select="$listed-pages[@n][@facs][not(key('shown', substring-after(@facs, '#')))]"/>
  <xsl:template match="tei:pb" mode="link-item">
    <xsl:param name="here"/>
    <li><a href="index.html#{substring-after(@facs, '#')}"><xsl:if test="generate-id() = $here"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:call-template name="page-words"><xsl:with-param name="page" select="@n"/></xsl:call-template></a></li>
  </xsl:template>

  <xsl:template match="tei:div" mode="link-item">
    <li><xsl:call-template name="own-language"/><a><xsl:attribute name="href"><xsl:apply-templates select="." mode="address"/></xsl:attribute><xsl:apply-templates select="." mode="headline"/></a></li>
  </xsl:template>

  <xsl:template name="pager">
    <xsl:param name="place"/>
    <xsl:variable name="before" select="$articles[$place - 1]"/>
    <xsl:variable name="after" select="$articles[$place + 1]"/>
    <xsl:if test="$before or $after">
      <nav class="pager" aria-label="{$say/pager}">
        <xsl:apply-templates select="$before" mode="pager"><xsl:with-param name="rel">prev</xsl:with-param><xsl:with-param name="words" select="$say/previous-article"/></xsl:apply-templates>
        <xsl:apply-templates select="$after" mode="pager"><xsl:with-param name="rel">next</xsl:with-param><xsl:with-param name="words" select="$say/next-article"/></xsl:apply-templates>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:div" mode="pager">
    <xsl:param name="rel"/>
    <xsl:param name="words"/>
    <a rel="{$rel}" href="{@xml:id}.html">
      <span class="said"><xsl:value-of select="$words"/></span>
      <xsl:text> </xsl:text>
      <span class="title"><xsl:attribute name="lang"><xsl:apply-templates select="." mode="language"/></xsl:attribute><xsl:apply-templates select="." mode="headline"/></span>
    </a>
  </xsl:template>
</xsl:stylesheet>
