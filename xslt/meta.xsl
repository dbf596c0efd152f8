<?xml version="1.0" encoding="UTF-8"?>
<!-- Metadata of an article for machines: Dublin Core, Highwire, Open Graph, PRISM. JSON-LD is made of these very elements afterwards
     (converter/publish/linked_data.py), so that the two cannot differ. Never citation_journal_title: Zotero would see a journal. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:div" mode="meta">
    <xsl:param name="headline"/>
    <xsl:param name="page"/>
    <xsl:variable name="text"><xsl:apply-templates select="(.//tei:p)[1]" mode="plain"/></xsl:variable>
    <xsl:call-template name="alternates"><xsl:with-param name="stem" select="@xml:id"/></xsl:call-template>
    <meta name="DC.type" content="newspaperArticle"/>
    <meta name="DC.title" content="{$headline}"/>
    <meta name="citation_title" content="{$headline}"/>
    <meta property="og:type" content="article"/>
    <meta property="og:title" content="{$headline}"/>
    <xsl:if test="normalize-space($text)"><meta property="og:description" content="{substring(normalize-space($text), 1, 120)}"/></xsl:if>
    <!-- an address that others fetch must be whole -->
    <xsl:variable name="picture" select="(.//tei:figure/tei:graphic)[1]/@url"/>
    <xsl:if test="string($base-url) and $picture"><meta property="og:image" content="{$base-url}{$picture}"/></xsl:if>
    <meta property="og:site_name" content="{$paper}"/>
    <meta name="prism.publicationName" content="{$paper}"/>
    <xsl:apply-templates select="." mode="writers"/>
    <xsl:if test="string($catalogue-date)">
      <meta name="DC.date" content="{$catalogue-date}"/>
      <meta name="citation_publication_date" content="{translate($catalogue-date, '-', '/')}"/>
      <meta name="prism.publicationDate" content="{$catalogue-date}"/>
      <meta property="article:published_time" content="{$catalogue-date}"/>
    </xsl:if>
    <xsl:if test="string($page)">
      <meta name="citation_firstpage" content="{$page}"/>
      <meta name="prism.startingPage" content="{$page}"/>
      <xsl:variable name="pages"><xsl:apply-templates select="." mode="pages"/></xsl:variable>
      <xsl:if test="$pages != $page"><meta name="prism.pageRange" content="{$pages}"/></xsl:if>
    </xsl:if>
    <xsl:variable name="section" select="key('category', substring-after(@ana, '#'))/tei:catDesc[1]"/>
    <xsl:if test="normalize-space($section)">
      <meta name="prism.section" content="{normalize-space($section)}"/>
      <meta property="article:section" content="{normalize-space($section)}"/>
    </xsl:if>
    <xsl:variable name="language" select="(ancestor-or-self::*/@xml:lang)[last()]"/>
    <xsl:if test="string($language)">
      <meta name="DC.language" content="{$language}"/>
      <meta name="citation_language" content="{$language}"/>
    </xsl:if>
    <xsl:apply-templates select="$newspaper/tei:monogr" mode="meta"/>
    <xsl:apply-templates select="$header/tei:fileDesc/tei:publicationStmt" mode="meta"/>
  </xsl:template>

  <!-- The issue. It is no article: no name of Highwire's for articles stands in it. -->
  <xsl:template match="tei:TEI" mode="meta">
    <xsl:variable name="title"><xsl:call-template name="issue-title"/></xsl:variable>
    <xsl:call-template name="alternates"><xsl:with-param name="stem">index</xsl:with-param></xsl:call-template>
    <meta name="DC.type" content="newspaperIssue"/>
    <meta name="DC.title" content="{$title}"/>
    <meta property="og:type" content="website"/>
    <meta property="og:title" content="{$title}"/>
    <meta property="og:site_name" content="{$paper}"/>
    <meta name="prism.publicationName" content="{$paper}"/>
    <xsl:if test="string($catalogue-date)">
      <meta name="DC.date" content="{$catalogue-date}"/>
      <meta name="prism.publicationDate" content="{$catalogue-date}"/>
    </xsl:if>
    <xsl:if test="string($text-language)"><meta name="DC.language" content="{$text-language}"/></xsl:if>
    <xsl:for-each select="$newspaper/tei:monogr/tei:imprint/tei:publisher[normalize-space()][1]"><meta name="DC.publisher" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="$newspaper/tei:monogr//tei:idno[@type='ISSN' or @type='issn'][normalize-space()][1]"><meta name="prism.issn" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="$newspaper/tei:monogr//tei:biblScope[@unit='volume'][1]"><meta name="prism.volume" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="$newspaper/tei:monogr//tei:biblScope[@unit='issue'][1]"><meta name="prism.number" content="{normalize-space()}"/></xsl:for-each>
    <xsl:apply-templates select="$header/tei:fileDesc/tei:publicationStmt" mode="meta"/>
  </xsl:template>

  <!-- Those who sign the article, else those who wrote it as a library's catalogue says. Who took a picture, or wrote a box inside it, did
       not write the article. -->
  <xsl:template match="tei:div" mode="writers">
    <xsl:variable name="signed" select="(. | key('continuation', @xml:id))//tei:byline[not(ancestor::tei:figure)][not(ancestor::tei:floatingText)]//tei:persName[not(ancestor::tei:persName)][normalize-space()]"/>
    <xsl:for-each select="$signed | key('attributed', @xml:id)[not($signed)]">
      <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
      <xsl:if test="normalize-space($name)">
        <meta name="DC.creator" content="{normalize-space($name)}"/>
        <meta name="citation_author" content="{normalize-space($name)}"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:monogr" mode="meta">
    <xsl:variable name="publisher" select="normalize-space(tei:imprint/tei:publisher)"/>
    <xsl:variable name="issn" select="normalize-space(.//tei:idno[@type='ISSN' or @type='issn'])"/>
    <xsl:variable name="number" select="normalize-space(.//tei:biblScope[@unit='issue'])"/>
    <xsl:variable name="volume" select="normalize-space(.//tei:biblScope[@unit='volume'])"/>
    <xsl:if test="$publisher">
      <meta name="DC.publisher" content="{$publisher}"/>
      <meta name="citation_publisher" content="{$publisher}"/>
    </xsl:if>
    <xsl:if test="$issn"><meta name="citation_issn" content="{$issn}"/><meta name="prism.issn" content="{$issn}"/></xsl:if>
    <xsl:if test="$volume"><meta name="citation_volume" content="{$volume}"/><meta name="prism.volume" content="{$volume}"/></xsl:if>
    <xsl:for-each select="tei:edition[normalize-space()]"><meta name="prism.edition" content="{normalize-space()}"/></xsl:for-each>
    <xsl:if test="$number"><meta name="citation_issue" content="{$number}"/><meta name="prism.number" content="{$number}"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:publicationStmt" mode="meta">
    <!-- the article is the newspaper's: its rights are the source's, not those of our markup -->
    <xsl:for-each select="tei:availability[@n='source']/tei:licence[@target][1]"><meta name="DC.rights" content="{@target}"/></xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
