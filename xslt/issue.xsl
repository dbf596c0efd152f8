<?xml version="1.0" encoding="UTF-8"?>
<!-- The issue page: masthead, articles page by page, then whatever the pages print besides, in full: contents boxes, advertisements,
     text without an article, furniture. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <!-- what the list of a page names, by the page's beginning: articles, and groups of articles under one banner -->
  <xsl:key name="entry" use="generate-id(preceding::tei:pb[1])"
    match="tei:text//tei:div[@type='group'][not(ancestor::tei:div[@type='article' or @type='group'])]
      | tei:text//tei:div[@type='article'][not(ancestor::tei:div[@type='article' or @type='group'])]
        [generate-id((key('article', substring-after(@prev, '#')) | .)[1]) = generate-id()]"/>

  <xsl:template match="tei:TEI" mode="issue-page">
    <page href="index.html" date="{$issue-date}" lang="{$text-language}">
      <html lang="{$say/tag}">
        <head>
          <xsl:call-template name="head-start">
            <xsl:with-param name="title"><xsl:call-template name="issue-title"/></xsl:with-param>
            <xsl:with-param name="description">
              <xsl:for-each select="$articles[position() &lt; 6]">
                <xsl:if test="position() &gt; 1"><xsl:value-of select="$say/separator"/></xsl:if>
                <xsl:apply-templates select="." mode="headline"/>
              </xsl:for-each>
            </xsl:with-param>
            <xsl:with-param name="href">index.html</xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates select="." mode="meta"/>
        </head>
        <body>
          <xsl:call-template name="skip-link"/>
          <header class="masthead nameplate">
            <h1 class="paper" lang="{$text-language}"><xsl:value-of select="$paper"/></h1>
            <p class="issue-line">
              <xsl:call-template name="issue-line"/>
              <xsl:if test="count($articles)"><span><xsl:value-of select="concat($say/articles, ' ', count($articles))"/></span></xsl:if>
              <xsl:if test="string($up)"><a href="{$up}"><xsl:value-of select="$say/all-issues"/></a></xsl:if>
            </p>
            <xsl:call-template name="site-nav"/>
          </header>
          <div class="columns">
            <main class="issue" id="text">
              <xsl:if test="$has-views"><xsl:attribute name="class">issue pictured</xsl:attribute></xsl:if>
              <xsl:apply-templates select="//tei:text//tei:div[@type='contents' or @type='masthead'][not(ancestor::tei:div[@type='article'])]" mode="apart"/>
              <xsl:call-template name="listing"/>
              <xsl:call-template name="besides"/>
            </main>
            <aside class="beside" aria-label="{$say/about}">
              <xsl:apply-templates select="$header" mode="about"/>
              <xsl:apply-templates select="." mode="downloads"/>
            </aside>
          </div>
          <xsl:call-template name="issue-pager"/>
          <xsl:call-template name="colophon"/>
        </body>
      </html>
    </page>
  </xsl:template>

  <xsl:template name="issue-pager">
    <xsl:if test="string($before) or string($after)">
      <nav class="pager" aria-label="{$say/issue-pager}">
        <xsl:if test="string($before)"><a rel="prev" href="{$before}"><span class="said"><xsl:value-of select="$say/previous-issue"/></span><xsl:text> </xsl:text><span class="title" lang="{$text-language}"><xsl:value-of select="$before-title"/></span></a></xsl:if>
        <xsl:if test="string($after)"><a rel="next" href="{$after}"><span class="said"><xsl:value-of select="$say/next-issue"/></span><xsl:text> </xsl:text><span class="title" lang="{$text-language}"><xsl:value-of select="$after-title"/></span></a></xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="issue-title">
    <xsl:value-of select="$paper"/>
    <xsl:if test="string($issue-date)"><xsl:text> </xsl:text><xsl:call-template name="date-for-people"/></xsl:if>
  </xsl:template>

  <!-- what stands before the first page beginning (or in a file without any) first, then page by page -->
  <xsl:variable name="listed-pages" select="//tei:text//tei:pb[key('entry', generate-id()) or key('surface', substring-after(@facs, '#'))]"/>
  <xsl:template name="listing">
    <xsl:if test="key('entry', '')">
      <section class="newspaper-page">
        <h2><xsl:value-of select="$say/articles"/></h2>
        <ol class="articles" lang="{$text-language}"><xsl:apply-templates select="key('entry', '')" mode="entry"/></ol>
      </section>
    </xsl:if>
    <xsl:apply-templates select="$listed-pages" mode="listing"/>
  </xsl:template>

  <xsl:template match="tei:pb" mode="listing">
    <section class="newspaper-page">
      <xsl:if test="key('surface', substring-after(@facs, '#'))"><xsl:attribute name="class">newspaper-page pictured</xsl:attribute></xsl:if>
      <h2>
        <xsl:if test="@facs and not(key('shown', substring-after(@facs, '#')))"><xsl:attribute name="id"><xsl:value-of select="substring-after(@facs, '#')"/></xsl:attribute></xsl:if>
        <xsl:choose>
          <xsl:when test="@n"><xsl:call-template name="page-words"><xsl:with-param name="page" select="@n"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:value-of select="$say/articles"/></xsl:otherwise>
        </xsl:choose>
      </h2>
      <xsl:apply-templates select="." mode="page-view"/>
      <xsl:if test="key('entry', generate-id())"><ol class="articles" lang="{$text-language}"><xsl:apply-templates select="key('entry', generate-id())" mode="entry"/></ol></xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="tei:div[@type='group']" mode="entry">
    <li class="group">
      <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="tei:head" mode="entry"/>
      <ol class="articles"><xsl:apply-templates select=".//tei:div[@type='article'][not(ancestor::tei:div[@type='article'])]" mode="entry"/></ol>
    </li>
  </xsl:template>

  <xsl:template match="tei:div" mode="entry">
    <xsl:variable name="headline"><xsl:apply-templates select="." mode="headline"/></xsl:variable>
    <li>
      <xsl:call-template name="own-language"/>
      <xsl:apply-templates select="tei:head[@type='banner' or @type='kicker']" mode="entry"/>
      <h3>
        <xsl:if test="tei:head[@type='main' or not(@type)]"><xsl:attribute name="class"><xsl:apply-templates select="tei:head[@type='main' or not(@type)][1]" mode="head-class"/></xsl:attribute></xsl:if>
        <a><xsl:attribute name="href"><xsl:apply-templates select="." mode="address"/></xsl:attribute><xsl:value-of select="$headline"/></a>
      </h3>
      <xsl:apply-templates select="tei:head[@type='deck']" mode="entry"/>
      <xsl:if test="not(tei:head[@type='main' or not(@type)])"><p class="said"><xsl:value-of select="$say/untitled"/></p></xsl:if>
      <xsl:apply-templates select="." mode="teaser"/>
      <xsl:apply-templates select="." mode="facts"/>
    </li>
  </xsl:template>

  <xsl:template match="tei:head" mode="entry">
    <p class="{@type}"><xsl:if test="not(@type)"><xsl:attribute name="class">banner</xsl:attribute></xsl:if><xsl:apply-templates select="." mode="plain"/></p>
  </xsl:template>

  <xsl:template match="tei:div" mode="teaser">
    <xsl:variable name="text"><xsl:apply-templates select="(.//tei:p[not(ancestor::tei:note)])[1]" mode="plain"/></xsl:variable>
    <xsl:if test="normalize-space($text) and tei:head[@type='main' or not(@type)]">
      <p class="teaser">
        <xsl:call-template name="opening"><xsl:with-param name="text" select="normalize-space($text)"/><xsl:with-param name="han" select="60"/></xsl:call-template>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- the part of the paper to which its publisher counts an article -->
  <xsl:key name="category" match="tei:category" use="@xml:id"/>
  <xsl:template match="tei:category" mode="section"><span><xsl:value-of select="tei:catDesc[1]"/></span></xsl:template>

  <!-- its part of the paper, who wrote it, how long it is, how many pictures -->
  <xsl:template match="tei:div" mode="facts">
    <xsl:variable name="parts" select=". | key('continuation', @xml:id)"/>
    <xsl:variable name="text"><xsl:apply-templates select="$parts" mode="plain"/></xsl:variable>
    <xsl:variable name="byline"><xsl:apply-templates select="(.//tei:byline[not(ancestor::tei:figure)])[1]" mode="plain"/></xsl:variable>
    <xsl:variable name="pictures" select="count($parts//tei:figure[not(@type='group')])"/>
    <p class="facts">
      <xsl:apply-templates select="key('category', substring-after(@ana, '#'))" mode="section"/>
      <xsl:if test="normalize-space($byline)"><span><xsl:value-of select="translate(normalize-space($byline), '（）()□■●', '')"/></span></xsl:if>
      <span lang="{$say/tag}"><xsl:value-of select="concat(string-length(translate($text, ' &#10;&#9;&#x3000;', '')), $say/characters)"/></span>
      <xsl:if test="$pictures"><span lang="{$say/tag}"><xsl:value-of select="concat($say/photos, $pictures)"/></span></xsl:if>
    </p>
  </xsl:template>

  <!-- everything that no article holds -->
  <xsl:template name="besides">
    <xsl:variable name="outside" select="//tei:text//tei:div[not(ancestor::tei:div[@type='article'])]"/>
    <xsl:call-template name="apart-section">
      <xsl:with-param name="name">advertisements</xsl:with-param>
      <xsl:with-param name="title" select="$say/advertisements"/>
      <xsl:with-param name="divs" select="$outside[@type='advertisement']"/>
    </xsl:call-template>
    <xsl:call-template name="apart-section">
      <xsl:with-param name="name">unassigned</xsl:with-param>
      <xsl:with-param name="title" select="$say/unassigned"/>
      <xsl:with-param name="note" select="$say/unassigned-note"/>
      <xsl:with-param name="divs" select="$outside[@type='unassigned']"/>
    </xsl:call-template>
    <xsl:variable name="other"><xsl:apply-templates select="/tei:TEI/tei:text" mode="other"/></xsl:variable>
    <xsl:if test="normalize-space($other)">
      <section class="apart other" aria-labelledby="other" lang="{$text-language}">
        <h2 id="other" lang="{$say/tag}"><xsl:value-of select="$say/other"/></h2>
        <xsl:copy-of select="$other"/>
      </section>
    </xsl:if>
    <xsl:variable name="furniture" select="//tei:text//tei:fw[not((@type='jump' or @type='jump-from') and ancestor::tei:div[@type='article'])]"/>
    <xsl:if test="$furniture">
      <section class="furniture" aria-labelledby="furniture">
        <h2 id="furniture"><xsl:value-of select="$say/furniture"/></h2>
        <ul lang="{$text-language}"><xsl:apply-templates select="$furniture" mode="furniture"/></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="apart-section">
    <xsl:param name="name"/>
    <xsl:param name="title"/>
    <xsl:param name="note"/>
    <xsl:param name="divs"/>
    <xsl:if test="$divs">
      <section class="apart {$name}" aria-labelledby="{$name}">
        <h2 id="{$name}"><xsl:value-of select="$title"/></h2>
        <xsl:if test="string($note)"><p class="said"><xsl:value-of select="$note"/></p></xsl:if>
        <xsl:apply-templates select="$divs" mode="apart"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:div" mode="apart">
    <div class="{@type}-box" lang="{(ancestor-or-self::*/@xml:lang)[last()]}">
      <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:fw" mode="furniture">
    <li><xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if><xsl:apply-templates/></li>
  </xsl:template>

  <!-- Mode other: what is neither an article nor one of the kinds above. Only what holds such things is opened; the rest is shown whole. -->
  <xsl:template match="tei:text | tei:body | tei:front | tei:back | tei:group" mode="other">
    <xsl:apply-templates select="*" mode="other"/>
  </xsl:template>
  <xsl:template match="tei:div[.//tei:div[@type='article' or @type='advertisement' or @type='unassigned' or @type='contents' or @type='masthead']]" mode="other">
    <xsl:apply-templates select="*" mode="other"/>
  </xsl:template>
  <xsl:template match="tei:div[@type='group']/tei:head" mode="other" priority="1"/>
  <xsl:template match="tei:div[@type='article' or @type='advertisement' or @type='unassigned' or @type='contents' or @type='masthead']" mode="other" priority="1"/>
  <xsl:template match="tei:fw | tei:pb | tei:lb | tei:cb | tei:milestone" mode="other"/>
  <xsl:template match="*" mode="other"><xsl:apply-templates select="."/></xsl:template>
</xsl:stylesheet>
